//! What the parts of the server cost.

fn main() {
    divan::main();
}
