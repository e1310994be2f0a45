//! Files that the build of the web app adds or removes must lead to a new executable: the embedding
//! macro alone notices only changes of files that it already knows.

fn main() {
    println!("cargo::rerun-if-changed=assets/dist");
    println!("cargo::rerun-if-changed=schema.sql");
}
