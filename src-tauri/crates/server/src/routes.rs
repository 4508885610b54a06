//! What is served: the pages to anybody here who asks for them properly, all else to the page with the key.

use std::convert::Infallible;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, Response, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{get, post};
use futures_util::stream;
use jixiao_app::describe_error;
use jixiao_app::desk::view::{ErrorCode, ErrorMessage};
use jixiao_commands::{Answer, Session, call};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::spawn_blocking;

use crate::browser::Browser;
use crate::guard::Guard;
use crate::life::{Life, Stay};
use crate::pages::{empty, page, with_policy};

/// Bytes of a request. The largest is a table pasted from an office program.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Everything that a request may need.
pub struct Served {
    pub guard: Guard,
    pub life: Arc<Life>,
    pub browser: Arc<Browser>,
    pub session: Arc<Session>,
}

pub fn router(served: Arc<Served>) -> Router {
    let with_key = Router::new()
        .route("/events", get(events))
        .route("/call/{command}", post(command))
        .route("/picker/look", post(look))
        .route("/picker/answer", post(answer))
        .layer(from_fn_with_state(Arc::clone(&served), ask_for_key));
    Router::new()
        .route("/key", post(key))
        .merge(with_key)
        .fallback(get(file))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(Arc::clone(&served), guard))
        .with_state(served)
}

/// Answers nobody who does not come from here, and keeps the program alive meanwhile.
async fn guard(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response<Body> {
    if let Some(status) = served.guard.refuses(request.method(), request.headers()) {
        return with_policy(empty(status));
    }
    let stay = served.life.request();
    let response = with_policy(next.run(request).await);
    drop(stay);
    response
}

async fn ask_for_key(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response<Body> {
    if served.guard.knows(request.headers()) {
        next.run(request).await
    } else {
        empty(StatusCode::UNAUTHORIZED)
    }
}

/// Exchanges the token of the address for the key.
async fn key(State(served): State<Arc<Served>>, token: String) -> Response<Body> {
    match served.guard.exchange(&token) {
        Some(key) => Response::new(Body::from(key.to_owned())),
        None => empty(StatusCode::UNAUTHORIZED),
    }
}

async fn file(uri: Uri) -> Response<Body> {
    page(uri.path()).unwrap_or_else(|| empty(StatusCode::NOT_FOUND))
}

/// What the page is told, a line each, as long as it listens.
async fn events(State(served): State<Arc<Served>>) -> Response<Body> {
    let page = Page { stay: Some(served.life.page()), browser: Arc::clone(&served.browser) };
    let listening = Listening { lines: served.browser.listen(), page };
    Response::new(Body::from_stream(stream::unfold(listening, |mut listening| async {
        listening.lines.recv().await.map(|line| (Ok::<_, Infallible>(line), listening))
    })))
}

/// What a page is still to be told, and that it is there.
struct Listening {
    lines: UnboundedReceiver<String>,
    #[expect(dead_code, reason = "it is there to be dropped, after the lines")]
    page: Page,
}

/// A page that listens. Dropped when it has gone.
struct Page {
    stay: Option<Stay>,
    browser: Arc<Browser>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.browser.gone();
        drop(self.stay.take());
    }
}

/// A command, on a thread of its own. It goes on when the page does not wait for its answer, and the program with it.
async fn command(
    State(served): State<Arc<Served>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let arguments: Value = match json(&headers, &body) {
        Ok(arguments) => arguments,
        Err(status) => return empty(status),
    };
    let stay = served.life.request();
    let answered = spawn_blocking(move || {
        let answer = call(&served.session, &name, &arguments);
        drop(stay);
        answer
    });
    match answered.await {
        Ok(Ok(Answer::Json(json))) => with_kind("application/json", json),
        Ok(Ok(Answer::Bytes(bytes))) => with_kind("application/octet-stream", bytes),
        Ok(Err(error)) => failed(&error),
        Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

async fn look(State(served): State<Arc<Served>>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    picker(served, &headers, &body, |browser, step| browser.look(&step)).await
}

async fn answer(State(served): State<Arc<Served>>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    picker(served, &headers, &body, |browser, answer| browser.answer(&answer)).await
}

/// Folders are read on a thread of their own: some drives answer slowly.
async fn picker<Asked: DeserializeOwned + Send + 'static, Answered: Serialize + Send + 'static>(
    served: Arc<Served>,
    headers: &HeaderMap,
    body: &Bytes,
    work: fn(&Browser, Asked) -> Result<Answered>,
) -> Response<Body> {
    let asked = match json(headers, body) {
        Ok(asked) => asked,
        Err(status) => return empty(status),
    };
    let done = spawn_blocking(move || {
        let answered = work(&served.browser, asked)?;
        Ok::<_, anyhow::Error>(serde_json::to_string(&answered)?)
    });
    match done.await {
        Ok(Ok(json)) => with_kind("application/json", json),
        Ok(Err(error)) => failed(&ErrorMessage { message: describe_error(&error), code: ErrorCode::Failed }),
        Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Only what calls itself JSON is read: no form of another page can send that.
fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, StatusCode> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind != Some("application/json") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)
}

fn failed(error: &ErrorMessage) -> Response<Body> {
    let mut response = with_kind("application/json", serde_json::to_string(error).unwrap_or_default());
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

fn with_kind(kind: &'static str, content: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(content.into());
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    response
}
