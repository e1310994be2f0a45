//! What every answer says to the browser about trust: no foreign code, no frames, no sniffing, no
//! copies of personal data; and to search engines that none of this is for them.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::{Request, Response};

/// Nothing but this server's own files; no inline code, no inline styles.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Sets them.
pub(super) struct SecurityHeaders;

#[rocket::async_trait]
impl Fairing for SecurityHeaders {
    fn info(&self) -> Info {
        Info {
            name: "security headers",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        for (name, value) in [
            ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ] {
            response.set_header(Header::new(name, value));
        }
        // Rocket sets it with TLS. It would lock the owner out who switches HTTPS off again, or whose authority
        // a browser does not know yet: no click leads past a warning then.
        response.remove_header("Strict-Transport-Security");
        if !response.headers().contains("Cache-Control")
            && !request.uri().path().starts_with("/static/")
        {
            response.set_header(Header::new("Cache-Control", "no-store"));
        }
    }
}
