//! What the parts of the server cost, without HTTP: `cargo bench --bench inside`.

fn main() {
    divan::main();
}
