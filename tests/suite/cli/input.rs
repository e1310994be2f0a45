//! Files and values in their wrong forms: one line that names them and says what is wrong, and nothing is
//! changed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::support::{Place, bytes_of};

/// Every file below a folder, with what it holds.
fn contents(place: &Place) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![place.path("")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(files.insert(path.clone(), bytes_of(&path))),
            }
        }
    }
    files
}

/// A shop that is closed, a folder and a file that is no database.
fn made() -> Place {
    let place = Place::new();
    place.oms(&["demo", "--orders", "20"]).ok();
    std::fs::create_dir(place.path("folder")).unwrap();
    place.write("note.txt", "rye");
    place
}

#[test]
fn each_file_that_is_wrong_is_named_in_one_line_and_nothing_is_changed() {
    let place = made();
    let before = contents(&place);
    let mut missed = Vec::new();
    for (line, mentions) in [
        (
            "--config none.toml check",
            &["none.toml", "no such file"][..],
        ),
        (
            "--config folder check",
            &["folder", "a folder", "allowed is a file"],
        ),
        ("--config note.txt check", &["note.txt, line 1"]),
        (
            "--config note.txt/a.toml check",
            &["note.txt/a.toml", "no such file"],
        ),
        ("--config oms.db check", &["oms.db", "UTF-8"]),
        (
            "--database folder check",
            &["folder is a folder", "name a file"],
        ),
        (
            "--database folder serve",
            &["folder is a folder", "name a file"],
        ),
        ("--database note.txt check", &["note.txt", "not a database"]),
        (
            "--database none.db check",
            &["no database none.db", "--database"],
        ),
        (
            "--database none.db backup",
            &["no database none.db", "--database"],
        ),
        (
            "--database none.db user list",
            &["no database none.db", "--database"],
        ),
        (
            "--database none/a.db serve",
            &["no folder none", "none/a.db"],
        ),
        (
            "--database note.txt/a.db serve",
            &["no folder note.txt", "note.txt/a.db"],
        ),
        (
            "--database none/a.db restore oms.db",
            &["no folder none", "none/a.db"],
        ),
        (
            "backup oms.db",
            &["oms.db is there already", "another name"],
        ),
        (
            "backup folder",
            &["folder is there already", "another name"],
        ),
        ("backup none/a.db", &["no folder none", "none/a.db"]),
        (
            "backup note.txt/a.db",
            &["no folder note.txt", "note.txt/a.db"],
        ),
        ("restore none.db", &["no file none.db"]),
        ("restore folder", &["folder is a folder"]),
        ("restore note.txt", &["note.txt", "not a database"]),
        ("restore oms.db", &["oms.db is the database itself"]),
        ("demo", &["orders already", "--database"]),
    ] {
        let args: Vec<_> = line.split_whitespace().collect();
        let ran = place.oms(&args);
        let is_one_line = ran.stderr.lines().count() == 1 && ran.stdout.is_empty();
        let names = mentions.iter().all(|mention| ran.stderr.contains(mention));
        if ran.status != Some(1) || !is_one_line || !names {
            missed.push(format!("{line}: {mentions:?} not in {ran:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(contents(&place) == before, "something was changed");
}

#[test]
fn a_folder_for_backups_that_is_none_is_named_with_its_setting() {
    let place = made();
    let before = contents(&place);
    for folder in ["note.txt", "note.txt/backups"] {
        let ran = place.oms_where(&[("OMS_BACKUP_DIR", folder)], &["backup"]);
        let why = ran.failed();
        assert!(why.contains(folder) && why.contains("backup_dir"), "{why}");
    }
    assert!(contents(&place) == before, "something was changed");
}

#[test]
fn an_email_that_is_none_is_refused_by_every_command_that_takes_one() {
    let place = made();
    let before = contents(&place);
    for (line, status) in [
        (&["user", "link", ""][..], 2),
        (&["user", "password", "", "--password-stdin"], 2),
        (&["user", "link", "nobody"], 1),
        (&["user", "password", "nobody", "--password-stdin"], 1),
        (
            &[
                "user",
                "add",
                "--email",
                "nobody",
                "--name",
                "N",
                "--password-stdin",
            ],
            1,
        ),
    ] {
        let ran = place.oms_reading("correct horse\n", line);
        assert_eq!(ran.status, Some(status), "{line:?}: {ran:?}");
        assert_eq!(ran.stderr.lines().count(), 1, "{line:?}: {ran:?}");
        assert!(ran.stderr.to_lowercase().contains("email"), "{ran:?}");
    }
    assert!(contents(&place) == before, "something was changed");
}
