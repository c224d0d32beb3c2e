# Short names for the commands that the README tells.

# Invent the reference county and run it.
demo dir="zhibu-demo":
    cargo run --release --locked -- demo {{dir}}

# Every test.
test:
    cargo test --release --locked

# What must hold before a change lands.
ci:
    bash .ci/run

# Write docs/findings.md and the snapshots anew.
bless:
    ZHIBU_BLESS=1 cargo test --release --locked --test it

# The program, its bill of materials and their hashes, in dist/.
release:
    bash tools/release

# Time every stage.
bench:
    cargo bench --locked
