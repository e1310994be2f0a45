//! Signing in and out.

use rocket::http::CookieJar;
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::guards::{
    Before, ClientAddr, InPerson, NoCookie, SameOrigin, SignedIn as Signed, session_cookie,
};
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::{Json, NoContent};
use crate::domain::{Timestamp, User};
use crate::error::Result;
use crate::services::accounts::{self, Accounts};

/// A session that has begun.
#[derive(Serialize, ToSchema)]
pub(super) struct SignedIn {
    /// The JSON Web Token for `Authorization: Bearer`.
    token: String,
    /// When it ends.
    expires_at: Timestamp,
    /// Whose it is.
    user: User,
}

/// [`SignedIn`], with the session's cookie for browsers.
pub(super) struct Session(pub accounts::SignedIn);

impl<'r> Responder<'r, 'static> for Session {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let cookie = session_cookie(request, &self.0);
        let accounts::SignedIn {
            token,
            expires_at,
            user,
            ..
        } = self.0;
        let body = Json(SignedIn {
            token,
            expires_at,
            user,
        });
        Response::build_from(body.respond_to(request)?)
            .header(&cookie)
            .ok()
    }
}

/// Email and password.
#[derive(Deserialize, ToSchema)]
pub(super) struct LoginRequest {
    /// Case is ignored.
    email: String,
    /// Theirs.
    password: String,
}

/// The token of a sign-in link.
#[derive(Deserialize, ToSchema)]
pub(super) struct LinkRequest {
    /// It works once.
    token: String,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
pub(super) struct PasswordChange {
    /// The present one.
    current_password: String,
    /// 8 characters at least.
    new_password: String,
}

/// Begins a session: a token for scripts, and a cookie for browsers. The session of the cookie that came along ends.
#[utoipa::path(context_path = "/api", tag = "auth", security(()), request_body = LoginRequest,
    responses((status = 200, body = SignedIn), (status = 401, body = Problem), (status = 429, body = Problem)))]
#[post("/auth/login", data = "<request>")]
pub(super) async fn login(
    _origin: SameOrigin,
    _query: NoQuery,
    address: ClientAddr,
    before: Before,
    request: Body<LoginRequest>,
    accounts: &State<Accounts>,
) -> Result<Session> {
    let LoginRequest { email, password } = request.0;
    accounts
        .sign_in(&email, password, address.0, before.0)
        .await
        .map(Session)
}

/// Begins a session by a one-time link, such as `oms demo` prints.
#[utoipa::path(context_path = "/api", tag = "auth", security(()), request_body = LinkRequest,
    responses((status = 200, body = SignedIn), (status = 401, body = Problem), (status = 429, body = Problem)))]
#[post("/auth/link", data = "<request>")]
pub(super) async fn sign_in_by_link(
    _origin: SameOrigin,
    _query: NoQuery,
    address: ClientAddr,
    before: Before,
    request: Body<LinkRequest>,
    accounts: &State<Accounts>,
) -> Result<Session> {
    accounts
        .sign_in_by_link(&request.0.token, address.0, before.0)
        .await
        .map(Session)
}

/// Ends this session: its token counts no more, its sockets close. Not for API tokens, which are revoked.
#[utoipa::path(context_path = "/api", tag = "auth", responses((status = 204), (status = 403, body = Problem)))]
#[post("/auth/logout")]
pub(super) async fn logout(
    caller: InPerson,
    _query: NoQuery,
    no_cookie: NoCookie,
    accounts: &State<Accounts>,
    cookies: &CookieJar<'_>,
) -> Result<NoContent> {
    let InPerson(caller, session) = caller;
    accounts.sign_out(caller.user.id, session).await?;
    cookies.remove(no_cookie.0);
    Ok(NoContent)
}

/// Who is signed in.
#[utoipa::path(context_path = "/api", tag = "auth", responses((status = 200, body = User)))]
#[get("/auth/me")]
pub(super) async fn me(caller: Signed, _query: NoQuery) -> Json<User> {
    Json(caller.0.user)
}

/// Changes one's own password. Every other session, API token and socket of the user ends, this one stays. Not for
/// API tokens.
#[utoipa::path(context_path = "/api", tag = "auth", request_body = PasswordChange,
    responses((status = 204), (status = 400, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem)))]
#[post("/auth/password", data = "<request>")]
pub(super) async fn change_password(
    caller: InPerson,
    _query: NoQuery,
    address: ClientAddr,
    request: Body<PasswordChange>,
    accounts: &State<Accounts>,
) -> Result<NoContent> {
    let PasswordChange {
        current_password,
        new_password,
    } = request.0;
    let InPerson(caller, session) = caller;
    accounts
        .change_password(
            &caller.user,
            session,
            current_password,
            new_password,
            address.0,
        )
        .await?;
    Ok(NoContent)
}
