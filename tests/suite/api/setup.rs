//! The first start: whoever holds the setup link becomes the first admin.

use serde_json::{Value, json};

use super::{at_once, fields, path_of};
use crate::support::{Reply, Shop};

fn claim(shop: &Shop, token: &str, more: &Value) -> Reply {
    let mut request = json!({"token": token, "name": " Ada ", "email": " Ada@Shop.Example ",
        "password": "rye and spelt"});
    for (field, value) in more.as_object().unwrap() {
        request[field] = value.clone();
    }
    shop.anyone().post("/api/setup", &request)
}

fn needed(shop: &Shop) -> Value {
    shop.anyone().get("/api/setup").expect(200)["needed"].clone()
}

#[test]
fn the_holder_of_the_setup_link_becomes_the_first_admin_and_nobody_after() {
    let (shop, token) = Shop::open_unclaimed(|_| {});
    assert_eq!(needed(&shop), true);
    let reply = claim(&shop, &token, &json!({}));
    assert_eq!(reply.status, 201, "{reply:?}");
    let user = &reply.body["user"];
    assert_eq!(
        (&user["name"], &user["role"]),
        (&json!("Ada"), &json!("ADMIN"))
    );
    assert_eq!(
        reply.header("location"),
        Some(path_of("customers", user).as_str())
    );
    assert!(
        reply
            .header("set-cookie")
            .unwrap()
            .starts_with("oms_session=")
    );
    let ada = shop.with_token(reply.body["token"].as_str().unwrap());
    assert_eq!(&ada.get("/api/auth/me").expect(200), user);
    ada.post("/api/products", &json!({"name": "Bun", "price": 1}))
        .expect(201);
    shop.sign_in("ada@shop.example", "rye and spelt");
    assert_eq!(ada.get("/api/orders").expect(200), json!([]));
    assert_eq!(needed(&shop), false);
    for token in [token.as_str(), "wrong"] {
        let again = claim(&shop, token, &json!({"email": "eve@shop.example"}));
        assert_eq!(again.status, 409, "{again:?}");
    }
    let admins = ada.get("/api/customers?role=ADMIN").expect(200);
    assert_eq!(admins.as_array().unwrap().len(), 1);
}

#[test]
fn a_wrong_setup_token_is_refused_and_a_wrong_form_leaves_the_right_one_valid() {
    let (shop, token) = Shop::open_unclaimed(|_| {});
    for wrong in [
        "",
        "wrong",
        &token[1..],
        &token.to_uppercase(),
        &format!("{token} "),
    ] {
        claim(&shop, wrong, &json!({})).refused(403, "forbidden");
    }
    for (more, field) in [
        (json!({"password": "1234567"}), "password"),
        (json!({"name": " "}), "name"),
        (json!({"email": "ada@"}), "email"),
        (json!({"email": ""}), "email"),
        (json!({"role": "ADMIN"}), "role"),
        (json!({"token": null}), "token"),
        (json!({"sample_data": "yes"}), "sample_data"),
    ] {
        let problem = claim(&shop, &token, &more).refused(400, "invalid");
        assert_eq!(fields(&problem), [field]);
    }
    assert_eq!(needed(&shop), true);
    claim(&shop, &token, &json!({})).expect(201);
}

#[test]
fn an_old_setup_link_works_no_more() {
    let (shop, token) = Shop::open_unclaimed(|_| {});
    shop.advance_ms(24 * 60 * 60 * 1000);
    claim(&shop, &token, &json!({})).refused(403, "forbidden");
    assert_eq!(needed(&shop), true);
}

#[test]
fn of_clients_that_claim_a_shop_at_once_exactly_one_becomes_its_admin() {
    let (shop, token) = Shop::open_unclaimed(|_| {});
    let replies = at_once(8, |index| {
        claim(
            &shop,
            &token,
            &json!({"email": format!("admin{index}@shop.example")}),
        )
    });
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|r| r.status == 201);
    assert_eq!(won.len(), 1);
    for reply in lost {
        assert_eq!(reply.status, 409, "{reply:?}");
        assert_eq!(reply.header("set-cookie"), None);
    }
    let admin = shop.with_token(won[0].body["token"].as_str().unwrap());
    let admins = admin.get("/api/customers?role=ADMIN").expect(200);
    assert_eq!(admins, json!([won[0].body["user"]]));
    assert_eq!(admin.get("/api/customers").expect(200), json!([]));
}

#[test]
fn a_shop_can_begin_with_sample_data() {
    let (shop, token) = Shop::open_unclaimed(|_| {});
    let reply = claim(&shop, &token, &json!({"sample_data": true})).expect(201);
    let admin = shop.with_token(reply["token"].as_str().unwrap());
    for list in ["orders", "products", "customers"] {
        let items = admin.walk(&format!("/api/{list}"));
        assert!(items.len() > 3, "{list}: {}", items.len());
    }
    // Sample people can't sign in, and have addresses that reach nobody.
    for person in admin.walk("/api/customers") {
        let email = person["email"].as_str().unwrap();
        assert!(email.ends_with(".example"), "{email}");
    }
}

#[test]
fn the_pages_learn_the_shops_settings_that_they_need_and_nothing_else() {
    let (shop, _) = Shop::open_unclaimed(|config| config.shop_name = "Corner Bakery".to_owned());
    let status = shop.anyone().get("/api/setup").expect(200);
    assert_eq!(status["shop_name"], "Corner Bakery");
    assert_eq!(status["currency"], "EUR");
    assert_eq!(status["low_stock"], 5);
    let members: Vec<_> = status.as_object().unwrap().keys().collect();
    assert_eq!(
        members,
        [
            "currency",
            "day_starts_at",
            "low_stock",
            "needed",
            "prices_include_tax",
            "shop_name",
            "tax_rate",
            "timezone"
        ]
    );
}
