//! What is not answered.

use std::io::Read;
use std::net::{TcpStream, UdpSocket};
use std::time::Duration;

use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::client::Program;

#[test]
fn pages_come_with_a_strict_policy_and_are_never_files_of_the_disk() {
    let program = Program::patient();
    let [host, _] = program.own();
    let page = program.send("GET /", &[&host], "");
    let mut text = String::new();
    GzDecoder::new(page.body.as_slice()).read_to_string(&mut text).unwrap();
    assert!(text.contains("<title>"), "{text}");
    for header in
        ["default-src 'none'", "frame-ancestors 'none'", "x-content-type-options: nosniff", "no-store"]
    {
        assert!(page.head.contains(header), "{header}: {}", page.head);
    }
    assert!(!page.head.contains("unsafe") && !page.head.contains("access-control"), "{}", page.head);
    for path in [
        "/../Cargo.toml",
        "/assets/../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
    ] {
        let answer = program.send(&format!("GET {path}"), &[&host], "");
        assert_eq!((answer.status, answer.body.len()), (404, 0), "{path}");
    }
}

#[test]
fn whoever_does_not_come_from_here_is_refused() {
    let program = Program::patient();
    let key = format!("Authorization: Bearer {}", program.key());
    let [host, origin] = program.own();
    let port = program.socket().port();
    let (by_name, no_port) = (format!("Host: localhost:{port}"), "Host: 127.0.0.1".to_owned());
    let (foreign, near) =
        (format!("Origin: http://evil.example:{port}"), format!("Origin: http://localhost:{port}"));
    let cases: [(&str, &[&str], u16); 11] = [
        ("GET /", &["Host: evil.example"], 421),
        ("GET /", &[&by_name], 421),
        ("GET /", &[&no_port], 421),
        ("GET /", &[], 400),
        ("GET /", &[&host, &foreign], 403),
        ("GET /", &[&host, "Sec-Fetch-Site: cross-site"], 403),
        ("GET /", &[&host, "Sec-Fetch-Site: same-site"], 403),
        ("POST /call/about", &[&host, &key], 403),
        ("POST /call/about", &[&host, &key, &foreign], 403),
        ("POST /call/about", &[&host, &key, &near], 403),
        ("POST /call/about", &[&host, &key, "Origin: null"], 403),
    ];
    for (line, head, status) in cases {
        let answer = program.send(line, &[head, &["Content-Type: application/json"]].concat(), "{}");
        // A request without any host is refused by what reads it, whatever it says.
        assert!(
            answer.status == status || (head.is_empty() && answer.status >= 400),
            "{line} {head:?}: {answer:?}"
        );
        assert_eq!(answer.body.len(), 0, "{line} {head:?}: {answer:?}");
    }
    let answer =
        program.send("POST /call/about", &[&host, &origin, &key, "Content-Type: application/json"], "null");
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[test]
fn the_token_is_good_for_once_and_the_key_for_all_that_follows() {
    let program = Program::patient();
    let [host, origin] = program.own();
    let exchange = |token: &str| program.send("POST /key", &[&host, &origin], token).status;
    let longer = format!("{}0", program.token);
    for wrong in ["", "0", &program.token[1..], &longer, &program.token.replace(|_| true, "0")] {
        assert_eq!(exchange(wrong), 401, "{wrong}");
    }
    let key = program.key();
    assert_eq!(exchange(&program.token), 401, "once only");
    assert_ne!(key, program.token);
    for (given, status) in [(key.as_str(), 200), ("", 401), (program.token.as_str(), 401), (&key[1..], 401)] {
        assert_eq!(program.ask(given, "/call/about", &Value::Null).status, status, "{given}");
    }
    for line in ["POST /call/about", "POST /picker/look", "POST /picker/answer", "GET /events"] {
        let answer = program.send(line, &[&host, &origin, "Content-Type: application/json"], "null");
        assert_eq!((answer.status, answer.body.len()), (401, 0), "{line}");
    }
}

#[test]
fn what_is_no_command_is_refused() {
    let program = Program::patient();
    let key = program.key();
    let ([host, origin], bearer) = (program.own(), format!("Authorization: Bearer {key}"));
    let as_form = "Content-Type: application/x-www-form-urlencoded";
    for (head, body, status) in [
        ("Content-Type: application/json", "{".to_owned(), 400),
        ("Content-Type: application/json", format!("\"{}\"", "x".repeat(17 << 20)), 413),
        ("Content-Type: text/plain", "{}".to_owned(), 415),
        (as_form, "{}".to_owned(), 415),
    ] {
        let answer = program.send("POST /call/start", &[&host, &origin, &bearer, head], &body);
        assert_eq!(answer.status, status, "{head}");
    }
    let get = program.send("GET /call/start", &[&host, &bearer], "");
    assert_eq!(get.status, 405, "{get:?}");
    for (path, arguments) in [("/call/no_such_command", json!({})), ("/call/form", json!({ "id": "1" }))] {
        let answer = program.ask(&key, path, &arguments);
        assert_eq!((answer.status, answer.json()["code"].as_str()), (422, Some("malformed")), "{path}");
    }
}

#[test]
fn other_machines_find_no_door() {
    let program = Program::patient();
    assert!(program.socket().ip().is_loopback());
    // No packet is sent: the system only says by which address it would go.
    let probe = UdpSocket::bind("0.0.0.0:0").unwrap();
    if probe.connect("192.0.2.1:9").is_ok() {
        let mut address = probe.local_addr().unwrap();
        address.set_port(program.socket().port());
        if !address.ip().is_loopback() {
            let reached = TcpStream::connect_timeout(&address, Duration::from_secs(5));
            assert!(reached.is_err(), "{address} is reached");
        }
    }
}
