//! What a backup that is restored means for the authority that devices trust.

use std::fs;
use std::path::{Path, PathBuf};

use oms::config::{Config, Tls};
use serde_json::json;

use super::{shown, shown_instead_of};
use crate::support::{Client, PASSWORD, Place, Shop};

fn settings(config: &mut Config) {
    config.tls = Tls::SelfSigned;
    config.http_port = 0;
}

fn authority(shop: &Shop) -> String {
    shop.admin.trusted.clone().unwrap()
}

/// Makes a backup, and gives its file.
fn backup_of(shop: &Shop) -> PathBuf {
    let made = shop.admin.send("POST", "/api/backups", "", Vec::new());
    let made = made.expect(201);
    let folder = shop.database().with_file_name("backups");
    folder.join(made["name"].as_str().unwrap())
}

/// Carries a backup to another machine, with the sum beside it.
fn carry(backup: &Path, shop: &Shop) -> String {
    let folder = shop.database().with_file_name("backups");
    fs::create_dir_all(&folder).unwrap();
    let name = backup.file_name().unwrap().to_str().unwrap().to_owned();
    for file in backup.parent().unwrap().read_dir().unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    name
}

fn restore(admin: &Client, name: &str) {
    let path = format!("/api/backups/{name}/restore");
    admin.send("POST", &path, "", Vec::new()).expect(200);
}

fn sign_in(client: &Client) {
    let credentials = json!({"email": "admin@shop.example", "password": PASSWORD});
    client.post("/api/auth/login", &credentials).expect(200);
}

#[test]
fn on_another_machine_a_running_server_takes_over_whom_devices_trust_already() {
    let old = Shop::open_with(settings);
    let trusted = authority(&old);
    let backup = backup_of(&old);
    let new = Shop::open_with(settings);
    assert!(shown(new.port(), &trusted).is_err());
    let before = shown(new.port(), &authority(&new)).unwrap();

    restore(&new.admin, &carry(&backup, &new));
    new.look_at_certificate();
    shown_instead_of(&before, new.port(), &trusted);
    let device = Client::trusting(Some(trusted.clone()), new.port(), None);
    sign_in(&device);
    assert_eq!(device.get("/oms-authority.crt").text, trusted);
}

#[test]
fn by_the_command_line_too() {
    let old = Shop::open_with(settings);
    let backup = backup_of(&old);
    let mut new = Shop::open_with(settings);
    new.stop();
    let ran = Place::new().oms(&[
        "restore",
        backup.to_str().unwrap(),
        "--database",
        new.database().to_str().unwrap(),
    ]);
    ran.ok();
    new.restart();
    assert_eq!(authority(&new), authority(&old));
    sign_in(&new.anyone());
}

#[test]
fn a_backup_of_before_https_leaves_the_authority_as_it_is() {
    let mut shop = Shop::open();
    let backup = backup_of(&shop);
    shop.restart_with(settings);
    let trusted = authority(&shop);
    restore(&shop.admin, backup.file_name().unwrap().to_str().unwrap());
    shop.restart();
    assert_eq!(authority(&shop), trusted);
    sign_in(&shop.anyone());
}
