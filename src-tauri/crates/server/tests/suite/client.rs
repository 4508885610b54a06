//! A client that sends what it is told, byte by byte, as no browser would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use jixiao_server::{Patience, Server};
use serde_json::Value;

/// No answer takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A program that runs until its page is gone.
pub struct Program {
    pub authority: String,
    pub token: String,
    pub data: tempfile::TempDir,
    pub ended: JoinHandle<anyhow::Result<()>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Program {
    pub fn start(first: Duration, again: Duration) -> Self {
        // Hidden folders are not shown.
        let data = tempfile::Builder::new().prefix("jixiao-").tempdir().unwrap();
        let server = Server::begin(data.path().to_owned(), None, Patience { first, again }).unwrap();
        let address = server.address();
        let (authority, token) = address.strip_prefix("http://").unwrap().split_once("/#").unwrap();
        let (authority, token) = (authority.to_owned(), token.to_owned());
        Self { authority, token, data, ended: std::thread::spawn(|| server.run()) }
    }

    /// One that stays for the time of a test.
    pub fn patient() -> Self {
        Self::start(TIMEOUT, TIMEOUT)
    }

    pub fn socket(&self) -> SocketAddr {
        self.authority.parse().unwrap()
    }

    /// Sends a request with these lines of the head, and nothing that is not said.
    pub fn send(&self, line: &str, head: &[&str], body: &str) -> Answer {
        let mut answer = Vec::new();
        // One that is refused may be cut off while its body is still being sent.
        let mut stream = self.open(line, head, body);
        drop(stream.read_to_end(&mut answer));
        let end = answer
            .windows(4)
            .position(|at| at == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("{line}: {answer:?}"));
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    fn open(&self, line: &str, head: &[&str], body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.socket()).unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        let head: String = head.iter().map(|line| [line, "\r\n"].concat()).collect();
        let request = format!(
            "{line} HTTP/1.1\r\n{head}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        drop(stream.write_all(request.as_bytes()));
        stream
    }

    /// The lines by which a browser says where it comes from.
    pub fn own(&self) -> [String; 2] {
        [format!("Host: {}", self.authority), format!("Origin: http://{}", self.authority)]
    }

    /// The key, for the token.
    pub fn key(&self) -> String {
        let [host, origin] = self.own();
        let answer = self.send("POST /key", &[&host, &origin], &self.token);
        assert_eq!(answer.status, 200);
        answer.text()
    }

    /// A request as the page makes it.
    pub fn ask(&self, key: &str, path: &str, body: &Value) -> Answer {
        let ([host, origin], key) = (self.own(), format!("Authorization: Bearer {key}"));
        let kind = "Content-Type: application/json";
        self.send(&format!("POST {path}"), &[&host, &origin, &key, kind], &body.to_string())
    }

    /// Listens as the page does, until what is given is dropped.
    pub fn listen(&self, key: &str) -> Page {
        let ([host, _], key) = (self.own(), format!("Authorization: Bearer {key}"));
        let mut lines = BufReader::new(self.open("GET /events", &[&host, &key], ""));
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        assert!(first.contains("200"), "{first}");
        Page(lines)
    }
}

/// A page that listens.
pub struct Page(BufReader<TcpStream>);

impl Page {
    /// The next of the events of this name; `None` when the program says no more.
    pub fn hears(&mut self, event: &str) -> Option<Value> {
        let mut line = String::new();
        while self.0.read_line(&mut line).unwrap_or(0) > 0 {
            if let Ok(heard) = serde_json::from_str::<Value>(&line)
                && heard["event"] == event
            {
                return Some(heard["payload"].clone());
            }
            line.clear();
        }
        None
    }
}
