//! Which program listens on a TCP port, as far as the system tells: Linux in `/proc`, of other people's
//! programs to root alone; elsewhere nothing.

use std::fmt;

/// A program that listens on a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its process id.
    pub pid: u32,
    /// Its name, cut off by the system after 15 characters.
    pub name: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (process {})", self.name, self.pid)
    }
}

/// Who listens on `port`; `None`: nobody, or it can't be seen.
#[cfg(not(target_os = "linux"))]
pub fn of(_port: u16) -> Option<Holder> {
    None
}

/// Who listens on `port`; `None`: nobody, or it can't be seen.
#[cfg(target_os = "linux")]
pub fn of(port: u16) -> Option<Holder> {
    linux::of(port)
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::path::Path;

    use super::Holder;

    /// The state of a socket that listens, as the kernel's tables have it.
    const LISTENS: &str = "0A";

    pub(super) fn of(port: u16) -> Option<Holder> {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"];
        let sockets: Vec<_> = tables
            .iter()
            .filter_map(|table| fs::read_to_string(table).ok())
            .flat_map(|table| listening(&table, port))
            .map(|inode| format!("socket:[{inode}]"))
            .collect();
        if sockets.is_empty() {
            return None;
        }
        let mut processes = fs::read_dir("/proc").ok()?.flatten();
        processes.find_map(|process| {
            let pid = process.file_name().to_str()?.parse().ok()?;
            let folder = process.path();
            has_open(&folder, &sockets).then(|| Holder {
                pid,
                name: name_of(&folder),
            })
        })
    }

    /// The numbers (inodes) of the sockets that listen on a port, in a table of the kernel's.
    pub(super) fn listening(table: &str, port: u16) -> Vec<String> {
        let end = format!(":{port:04X}");
        let rows = table.lines().skip(1);
        rows.filter_map(|row| {
            let mut columns = row.split_whitespace();
            let local = columns.nth(1)?;
            let state = columns.nth(1)?;
            let inode = columns.nth(5)?;
            (local.ends_with(&end) && state == LISTENS).then(|| inode.to_owned())
        })
        .collect()
    }

    fn has_open(process: &Path, sockets: &[String]) -> bool {
        let open = fs::read_dir(process.join("fd"));
        open.into_iter().flatten().flatten().any(|descriptor| {
            let target = fs::read_link(descriptor.path()).unwrap_or_default();
            sockets.iter().any(|socket| target == Path::new(socket))
        })
    }

    fn name_of(process: &Path) -> String {
        let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
        // A program names itself: nothing of that may reach a terminal as a command.
        let name = name.trim_end().replace(char::is_control, "?");
        match name.as_str() {
            "" => "a program".to_owned(),
            _ => name,
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn the_table_is_read_for_sockets_that_listen_on_the_port() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
            \x20  0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n\
            \x20  1: 0100007F:1F40 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 20 4 30 10 -1\n\
            \x20  2: 00000000:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4713 1 0 100 0 0 10 0\n";
        assert_eq!(linux::listening(table, 8000), ["4711"]);
        assert_eq!(linux::listening(table, 8001), ["4713"]);
        assert!(linux::listening(table, 80).is_empty());
    }

    #[test]
    fn who_listens_is_found() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let holder = of(port).unwrap();
        assert_eq!(holder.pid, std::process::id());
        assert!(
            holder
                .to_string()
                .ends_with(&format!("(process {})", holder.pid))
        );
    }
}
