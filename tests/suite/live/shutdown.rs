//! What sockets see of the server's end.

use std::time::{Duration, Instant};

use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Shop, Socket, append_products, second_process};

/// What the server gives those that are still busy: 3 s of grace, 1 s until it cuts them off.
const GRACE: Duration = Duration::from_secs(3 + 1);

/// A socket that has so much coming that its server can't send it all to someone who does not read.
fn stalled(shop: &Shop) -> Socket {
    append_products(&second_process(&shop.database()), 2_000, 10_000);
    let mut socket = Socket::open(&shop.admin, Some(0));
    socket.expect("hello");
    socket
}

#[test]
fn every_socket_hears_1001_when_the_server_stops_and_none_holds_it_up() {
    let mut shop = Shop::open();
    let (customer, _) = shop.customer("Ada", "ada@shop.example");
    let mut sockets: Vec<_> = (0..20)
        .map(|index| match index % 2 {
            0 => Socket::open(&shop.admin, None),
            _ => Socket::open(&customer, Some(0)),
        })
        .collect();
    for socket in &mut sockets {
        socket.expect("hello");
    }
    let began = Instant::now();
    shop.begin_stop();
    for socket in &mut sockets {
        assert_eq!(socket.close_code(), Some(CloseCode::Away));
    }
    shop.stop();
    assert!(began.elapsed() < GRACE, "{:?}", began.elapsed());
}

#[test]
fn a_slow_socket_that_reads_on_when_the_server_stops_hears_1001() {
    let shop = Shop::open();
    let mut slow = stalled(&shop);
    shop.begin_stop();
    assert_eq!(slow.close_code(), Some(CloseCode::Away));
}

#[test]
fn a_socket_that_reads_nothing_does_not_hold_the_stop_beyond_the_grace_time() {
    let mut shop = Shop::open();
    let _slow = stalled(&shop);
    let began = Instant::now();
    shop.stop();
    // The second is for this machine, which runs other tests meanwhile.
    let took = began.elapsed();
    assert!(took < GRACE + Duration::from_secs(1), "{took:?}");
}
