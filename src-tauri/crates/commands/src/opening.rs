//! Opens what the program is started with or handed later, or offers it to the page.

use jixiao_app::desk::view::{DocumentView, OpenRequestKind, ProgramEvent};
use jixiao_app::desk::{Actor, OpenRequest};
use jixiao_app::unexpected::caught;

use crate::session::{CommandResult, Session, error_message};

/// Opens a document, or the sample; nothing for workbooks.
pub fn open(session: &Session, request: &OpenRequest) -> CommandResult<Option<DocumentView>> {
    // The program opens one before there is a command that would be answered.
    let opened = caught(|| match request {
        OpenRequest::Document(path) => session.workspace().open(path, &Actor::here()).map(Some),
        OpenRequest::Sample => session.workspace().open_sample(&Actor::here()).map(Some),
        OpenRequest::Books(_) => Ok(None),
    });
    opened.map_err(error_message)
}

/// Opens what the program was started with; the page learns of it when it asks for the document.
pub fn first_start(session: &Session, request: OpenRequest) {
    if matches!(request, OpenRequest::Books(_)) {
        session.set_open_request(request);
    } else if let Err(error_message) = open(session, &request) {
        session.set_start_error(error_message);
    }
}

/// Offers to the page what it has not yet taken; it takes it once what is typed there is kept.
pub fn deliver(session: &Session, request: OpenRequest) {
    let kind = if matches!(request, OpenRequest::Books(_)) {
        OpenRequestKind::Books
    } else {
        OpenRequestKind::Document
    };
    session.set_open_request(request);
    session.host().emit(ProgramEvent::OpenRequest(kind));
}
