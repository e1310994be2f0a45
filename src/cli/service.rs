//! `oms service`: a systemd unit that runs this executable as a user of its own, who may do little else.

use std::path::{Path, PathBuf, absolute};

use super::{Failure, print};
use crate::config::{CONFIG_FILE, Config, DOTENV_FILE, Setting, Tls};

/// Where systemd keeps the data of a service of this name, in a folder that it makes.
const STATE: &str = "/var/lib/oms";
/// What belongs to people, and is kept from services.
const HOMES: &[&str] = &["/home", "/root", "/run/user"];
/// What a service sees an empty one of.
const TEMPORARY: &[&str] = &["/tmp", "/var/tmp"];

/// Prints the unit. What variables set now, which a service does not have, is warned about.
pub(super) fn run(
    config: &Config,
    config_file: Option<&Path>,
    settings: &[Setting],
) -> Result<(), Failure> {
    for setting in settings.iter().filter(|it| it.source.starts_with("OMS_")) {
        log::warn!(
            "the service does not have the variable {}: put {} into {CONFIG_FILE}",
            setting.source,
            setting.key
        );
    }
    print(&Unit::of(config, config_file)?.text()?)
}

/// What differs between one service and another; all paths are absolute.
struct Unit {
    executable: PathBuf,
    config_file: Option<PathBuf>,
    database: PathBuf,
    backups: PathBuf,
    /// The files of `tls_cert` and `tls_key`, where they are used.
    certificates: Vec<PathBuf>,
    working_directory: PathBuf,
}

impl Unit {
    fn of(config: &Config, config_file: Option<&Path>) -> Result<Self, Failure> {
        let executable = std::env::current_exe().map_err(|error| {
            Failure(format!(
                "the path of this executable cannot be read: {error}"
            ))
        })?;
        let found = Path::new(CONFIG_FILE);
        let config_file = config_file.or_else(|| found.exists().then_some(found));
        let database = whole(&config.database)?;
        // What is relative starts here, in the service too.
        let others = [&config.backup_dir, &config.tls_cert, &config.tls_key];
        let starts_here = config.database.is_relative()
            || others.into_iter().flatten().any(|it| it.is_relative())
            || (config_file.is_none() && Path::new(DOTENV_FILE).exists());
        let working_directory = match database.parent() {
            Some(folder) if !starts_here => folder.to_owned(),
            _ => whole(Path::new(""))?,
        };
        Ok(Self {
            executable,
            config_file: config_file.map(whole).transpose()?,
            backups: whole(&config.backup_folder())?,
            certificates: certificates(config)?,
            database,
            working_directory,
        })
    }

    /// The unit as a file.
    fn text(&self) -> Result<String, Failure> {
        let mut command = vec![word(&self.executable)?, "serve".to_owned()];
        if let Some(file) = &self.config_file {
            command.extend(["--config".to_owned(), word(file)?]);
        }
        command.extend(["--database".to_owned(), word(&self.database)?]);
        let command = command.join(" ");
        // The colon: a $ stands for itself.
        let colon = if command.contains('$') { ":" } else { "" };
        let working_directory = plain(&self.working_directory)?.replace('%', "%%");
        let mut writable = String::new();
        for folder in self.writable() {
            // The minus: it may not be there yet.
            let folder = word(Path::new(&format!("-{}", plain(folder)?)))?;
            writable.push_str(&format!("ReadWritePaths={folder}\n"));
        }
        let mut readable = String::new();
        for file in &self.certificates {
            readable.push_str(&format!("#   {}\n", plain(file)?));
        }
        if !readable.is_empty() {
            readable.insert_str(0, "# The user oms must be allowed to read:\n");
        }
        let homes = if self.uses(HOMES) { "read-only" } else { "yes" };
        let private_tmp = if self.uses(TEMPORARY) { "no" } else { "yes" };
        Ok(format!(
            "\
# Runs OMS at every start of this machine. To install it, as root:
#   useradd --system --home-dir {STATE} --shell /usr/sbin/nologin oms
#   put this into /etc/systemd/system/oms.service
#   systemctl daemon-reload && systemctl enable --now oms
# `journalctl -u oms` shows the setup link. A folder of the database other than {STATE} must be
# one that the user oms owns.
{readable}
[Unit]
Description=OMS, order management for a small shop
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
User=oms
Group=oms
ExecStart={colon}{command}
WorkingDirectory={working_directory}
StateDirectory=oms
StateDirectoryMode=0700
{writable}\
UMask=0077
Restart=on-failure
RestartSec=2
TimeoutStopSec=15
LimitNOFILE=65536

# Ports 80 and 443, and no other right of root's.
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE
NoNewPrivileges=yes

# It reads the system and writes its own data.
ProtectSystem=strict
ProtectHome={homes}
PrivateTmp={private_tmp}
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=yes

# It speaks to the network, and does nothing that an order book has no use for.
RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service pidfd_getfd
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
"
        ))
    }

    /// The folders that it writes besides the one that systemd makes.
    fn writable(&self) -> Vec<&Path> {
        let folders = self.database.parent().into_iter();
        let mut writable: Vec<&Path> = Vec::new();
        for folder in folders.chain([self.backups.as_path()]) {
            let is_covered = writable.iter().any(|other| folder.starts_with(other));
            if !is_covered && !folder.starts_with(STATE) {
                writable.push(folder);
            }
        }
        writable
    }

    /// Whether something of it is in one of these folders.
    fn uses(&self, folders: &[&str]) -> bool {
        let paths = [
            Some(&self.executable),
            self.config_file.as_ref(),
            Some(&self.database),
            Some(&self.backups),
            Some(&self.working_directory),
        ];
        let mut paths = paths.into_iter().flatten().chain(&self.certificates);
        paths.any(|path| folders.iter().any(|folder| path.starts_with(folder)))
    }
}

fn certificates(config: &Config) -> Result<Vec<PathBuf>, Failure> {
    let files = match config.tls {
        Tls::Files => vec![&config.tls_cert, &config.tls_key],
        Tls::Off | Tls::SelfSigned => Vec::new(),
    };
    files.into_iter().flatten().map(|it| whole(it)).collect()
}

/// The path from the root on, without the `..` that systemd refuses.
fn whole(path: &Path) -> Result<PathBuf, Failure> {
    let path = match path.as_os_str().is_empty() {
        true => std::env::current_dir(),
        false => absolute(path),
    }
    .map_err(|error| Failure(format!("the working directory cannot be read: {error}")))?;
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    Ok(whole)
}

/// A path as one word of a unit.
fn word(path: &Path) -> Result<String, Failure> {
    let text = plain(path)?;
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('%', "%%");
    let is_simple = |c: char| c.is_alphanumeric() || "/._-+@=:,~%$".contains(c);
    Ok(match text.chars().all(is_simple) {
        true => escaped,
        false => format!("\"{escaped}\""),
    })
}

fn plain(path: &Path) -> Result<&str, Failure> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.ok_or_else(|| {
        Failure(format!(
            "{path:?} can't stand in a systemd unit: allowed is a path of UTF-8 text on one line"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(executable: &str, config_file: Option<&str>, database: &str) -> Unit {
        let database = PathBuf::from(database);
        Unit {
            executable: executable.into(),
            config_file: config_file.map(PathBuf::from),
            backups: database.with_file_name("backups"),
            certificates: Vec::new(),
            working_directory: database.parent().unwrap().to_owned(),
            database,
        }
    }

    #[track_caller]
    fn assert_has(text: &str, lines: &[&str]) {
        for line in lines {
            assert!(
                text.lines().any(|it| it == *line),
                "{line} is not in:\n{text}"
            );
        }
    }

    #[test]
    fn the_package_has_the_unit_that_this_prints() {
        let packaged = include_str!("../../.github/deb/oms.service");
        let unit = unit(
            "/usr/bin/oms",
            Some("/etc/oms/config.toml"),
            "/var/lib/oms/oms.db",
        );
        assert_eq!(packaged, unit.text().unwrap());
    }

    #[test]
    fn a_path_that_systemd_would_read_otherwise_is_escaped() {
        let text = unit(
            "/opt/my \"shop\"/50%/oms",
            Some("/srv/a b.toml"),
            "/srv/100 %/$x/oms.db",
        );
        assert_has(
            &text.text().unwrap(),
            &[
                r#"ExecStart=:"/opt/my \"shop\"/50%%/oms" serve --config "/srv/a b.toml" --database "/srv/100 %%/$x/oms.db""#,
                "WorkingDirectory=/srv/100 %%/$x",
                r#"ReadWritePaths="-/srv/100 %%/$x""#,
            ],
        );
        let refused = unit("/opt/two\nlines/oms", None, "/srv/oms.db").text();
        assert!(refused.unwrap_err().0.contains("two\\nlines"));
    }

    #[test]
    fn what_it_needs_of_homes_and_temporary_folders_is_not_hidden_from_it() {
        let text = unit("/home/ada/oms", None, "/tmp/shop/oms.db").text();
        assert_has(
            &text.unwrap(),
            &[
                "ProtectHome=read-only",
                "PrivateTmp=no",
                "ReadWritePaths=-/tmp/shop",
            ],
        );
        let mut elsewhere = unit("/usr/bin/oms", None, "/var/lib/oms/oms.db");
        elsewhere.backups = "/media/usb/oms".into();
        let text = elsewhere.text().unwrap();
        assert_has(
            &text,
            &[
                "ProtectHome=yes",
                "PrivateTmp=yes",
                "ReadWritePaths=-/media/usb/oms",
            ],
        );
        assert_eq!(text.matches("ReadWritePaths").count(), 1, "{text}");
    }

    #[test]
    fn certificates_are_named_and_not_hidden_from_it() {
        let folder = "/home/ada/certificates";
        let mut unit = unit("/usr/bin/oms", None, "/var/lib/oms/oms.db");
        unit.certificates = certificates(&Config {
            tls: Tls::Files,
            tls_cert: Some(format!("{folder}/cert.pem").into()),
            tls_key: Some(format!("{folder}/../key.pem").into()),
            ..Config::default()
        })
        .unwrap();
        assert_has(
            &unit.text().unwrap(),
            &[
                "# The user oms must be allowed to read:",
                "#   /home/ada/certificates/cert.pem",
                "#   /home/ada/key.pem",
                "ProtectHome=read-only",
            ],
        );
        assert_eq!(
            certificates(&Config::default()).unwrap(),
            Vec::<PathBuf>::new()
        );
    }

    #[test]
    fn a_path_is_whole_and_goes_straight() {
        assert_eq!(
            whole(Path::new("/srv/a/../b/./c")).unwrap(),
            Path::new("/srv/b/c")
        );
        let here = std::env::current_dir().unwrap();
        assert_eq!(whole(Path::new("")).unwrap(), here);
        assert_eq!(
            whole(Path::new("x/../oms.db")).unwrap(),
            here.join("oms.db")
        );
    }
}
