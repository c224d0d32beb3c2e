//! The `zhibu` command.

fn main() -> std::process::ExitCode {
    zhibu::cli::main()
}
