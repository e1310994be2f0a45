//! Databases of sample data, made once and kept between runs.

use std::fs;
use std::io::{Error, Result, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The admin of every sample.
pub const EMAIL: &str = "bench@shop.example";
/// Their password.
pub const PASSWORD: &str = "a password for measuring";

/// Where databases of sample data are kept between runs.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("load")
}

/// A database with so many sample orders and an admin; made at the first use.
pub fn make(executable: &Path, orders: u32) -> Result<PathBuf> {
    let file = folder().join(format!("orders-{orders}.db"));
    if !file.exists() {
        fs::create_dir_all(folder())?;
        eprintln!("making {orders} sample orders in {}", file.display());
        let part = file.with_extension("part");
        remove(&part)?;
        oms(
            executable,
            &part,
            &["demo", "--orders", &orders.to_string()],
            "",
        )?;
        let admin = [
            "user",
            "add",
            "--email",
            EMAIL,
            "--name",
            "Bench",
            "--role",
            "admin",
            "--password-stdin",
        ];
        oms(executable, &part, &admin, PASSWORD)?;
        fs::rename(&part, &file)?;
    }
    Ok(file)
}

/// A copy of a database, for a measurement that writes a lot.
pub fn copy(file: &Path, name: &str) -> Result<PathBuf> {
    let copy = folder().join(format!("{name}.db"));
    remove(&copy)?;
    fs::copy(file, &copy)?;
    // Otherwise the first commits that are measured wait for the copy to reach the disk.
    fs::File::open(&copy)?.sync_all()?;
    Ok(copy)
}

/// Removes a database with its log, if it is there.
pub fn remove(file: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        match fs::remove_file(name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn oms(executable: &Path, database: &Path, args: &[&str], input: &str) -> Result<()> {
    let mut child = Command::new(executable)
        .args(args)
        .arg("--database")
        .arg(database)
        .env_clear()
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    match child.wait()? {
        status if status.success() => Ok(()),
        status => Err(Error::other(format!("oms {args:?} ended with {status}"))),
    }
}
