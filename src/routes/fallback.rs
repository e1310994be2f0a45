//! What no route takes. Rocket forwards a wrong method until nothing is left and then says 404; these
//! last routes look whether another method would have been right.

use rocket::http::Method;
use rocket::route::{Handler, Outcome, Route};
use rocket::{Data, Request};

use crate::error::{Entity, Error};

const METHODS: [Method; 7] = [
    Method::Get,
    Method::Put,
    Method::Post,
    Method::Delete,
    Method::Options,
    Method::Patch,
    Method::Trace,
];

/// Behind every real route of the API, before the web app.
const BEHIND_THE_API: isize = 50;
/// Behind the web app.
const LAST: isize = 200;

/// Answers 405 or 404, as a problem.
#[derive(Clone)]
struct NothingHere;

/// Everything below its mount that no route takes.
pub(super) fn nothing_here() -> Vec<Route> {
    routes(&METHODS, BEHIND_THE_API)
}

/// The web app takes GET alone.
pub(super) fn only_get() -> Vec<Route> {
    routes(METHODS.split_at(1).1, LAST)
}

/// A fixed path that takes GET alone, though a path of its shape with an id takes more.
pub(super) fn only_get_at(path: &str) -> Vec<Route> {
    let others = METHODS.split_at(1).1.iter();
    others
        .map(|method| Route::new(*method, path, NothingHere))
        .collect()
}

fn routes(methods: &[Method], rank: isize) -> Vec<Route> {
    methods
        .iter()
        .map(|method| Route::ranked(rank, *method, "/<path..>", NothingHere))
        .collect()
}

#[rocket::async_trait]
impl Handler for NothingHere {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let allowed = methods_at(request);
        Outcome::from(
            request,
            match allowed.is_empty() {
                true => Error::NotFound(Entity::Page),
                false => Error::MethodNotAllowed(allowed.join(", ")),
            },
        )
    }
}

/// The methods that real routes take at this request's path.
fn methods_at(request: &Request<'_>) -> Vec<&'static str> {
    let path: Vec<_> = request.uri().path().segments().map(str::to_owned).collect();
    let takers: Vec<_> = request
        .rocket()
        .routes()
        // Ours have names, after their functions; these last routes have none.
        .filter(|route| route.name.is_some() && takes(&route.uri.origin.path().to_string(), &path))
        .collect();
    // What is the name of a route is no id.
    let is_fixed = |route: &Route| !route.uri.path().contains('<');
    let any_fixed = takers.iter().any(|route| is_fixed(route));
    let mut methods: Vec<_> = takers
        .into_iter()
        .filter(|route| is_fixed(route) || !any_fixed)
        .map(|route| route.method.as_str())
        .collect();
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.sort_unstable();
    methods.dedup();
    methods
}

/// Whether a route's path, such as `/api/orders/<id>`, takes these segments.
fn takes(route: &str, path: &[String]) -> bool {
    let parts: Vec<_> = route.split('/').filter(|part| !part.is_empty()).collect();
    if parts.last().is_some_and(|part| part.ends_with("..>")) {
        return path.first().is_none_or(|first| first != "api");
    }
    let fits = |(part, segment): (&&str, &String)| part.starts_with('<') || *part == segment;
    parts.len() == path.len() && parts.iter().zip(path).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_takes_paths_of_its_own_shape() {
        let path = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        assert!(takes("/api/orders/<id>", &path("api/orders/1001")));
        assert!(!takes("/api/orders/<id>", &path("api/orders")));
        assert!(!takes("/api/orders/<id>", &path("api/orders/1001/events")));
        assert!(takes("/<path..>", &path("orders")));
        assert!(!takes("/<path..>", &path("api/nothing")));
    }
}
