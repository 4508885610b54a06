use std::process::Command;

/// The 1-minute load average, as the system prints it.
pub fn load() -> String {
    let loads = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().unwrap_or("unknown").to_owned()
}

/// Lines that describe the machine, without its name.
pub fn describe(load: &str) -> Vec<String> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    vec![
        format!("Date: {}", output_of("date", &["-u", "+%Y-%m-%d"])),
        format!("Processor: {}, {cores} cores", field("/proc/cpuinfo", "model name")),
        format!("Memory: {}", gibibytes(&field("/proc/meminfo", "MemTotal"))),
        format!("System: {}", field_of("/etc/os-release", "PRETTY_NAME", '=').replace('"', "")),
        format!("Compiler: {}, release profile of the root Cargo.toml", output_of("rustc", &["--version"])),
        format!("Load average when it began: {load} (0 is an idle machine)"),
    ]
}

/// The first line that a program prints.
pub fn output_of(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").trim().to_owned()
}

fn field(path: &str, name: &str) -> String {
    field_of(path, name, ':')
}

fn field_of(path: &str, name: &str, between: char) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let found = text.lines().filter_map(|line| line.split_once(between)).find(|(key, _)| key.trim() == name);
    found.map_or("unknown", |(_, value)| value.trim()).to_owned()
}

fn gibibytes(kibibytes: &str) -> String {
    match kibibytes.trim_end_matches(" kB").parse::<u64>() {
        Ok(number) => format!("{} GiB", (number + (1 << 19)) >> 20),
        Err(_) => "unknown".to_owned(),
    }
}
