//! Who does not answer in time.

use std::io::Write;
use std::net::TcpListener;

use super::*;
use crate::domain::{Id, Timestamp};

fn letter() -> Letter {
    Letter {
        id: Id::new(uuid::Uuid::from_u128(7)),
        at: Timestamp::EARLIEST,
        from_name: "Rye".to_owned(),
        from: "rye@shop.example".to_owned(),
        reply_to: None,
        to: "ada@shop.example".to_owned(),
        subject: "Invoice 17".to_owned(),
        text: "Hello".to_owned(),
        attachment: None,
    }
}

#[test]
fn who_does_not_answer_in_time_is_given_up_whatever_was_said_before() {
    for said in [
        &b""[..],
        b"220 mail.example\r\n",
        b"220 mail.example\r\n250-mail.example\r\n",
        b"220 mail.example\r\n250 mail.example\r\n250 ok\r\n",
    ] {
        let mute = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let server = MailServer {
            host: Some("127.0.0.1".to_owned()),
            port: mute.local_addr().unwrap().port(),
            security: MailSecurity::None,
            ..MailServer::default()
        };
        let talk = std::thread::spawn(move || {
            let (mut stream, _) = mute.accept().unwrap();
            stream.write_all(said).unwrap();
            stream
        });
        let short = Duration::from_millis(200);
        let post = SmtpPost {
            within: short * 2,
            answer_within: short,
        };
        let refusal = post.send(&server, &letter()).expect_err("it is given up");
        assert_eq!(refusal.failure, MailFailure::TimedOut, "{said:?}");
        drop(talk.join().unwrap());
    }
}
