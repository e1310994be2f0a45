//! What Linux knows of this process's connections, and how one is ended that belongs to another part of the
//! process: by a duplicate of its descriptor, which is looked at before it is used, so that never another one
//! is hit. Elsewhere there is nothing of it.
//!
//! It needs Linux 5.6, and the system calls that sandboxes may not let through: `pidfd_getfd` (Docker's default
//! profile: only with the capability SYS_PTRACE) and a netlink socket.

#[cfg(target_os = "linux")]
pub(super) use linux::Kernel;
#[cfg(not(target_os = "linux"))]
pub(super) use nothing::Kernel;

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;
    use std::io::{Error, Result};
    use std::net::{IpAddr, SocketAddr};
    use std::os::fd::{AsRawFd, OwnedFd, RawFd};
    use std::time::Duration;

    use netlink_packet_core::{
        NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload,
    };
    use netlink_packet_sock_diag::inet::nlas::Nla;
    use netlink_packet_sock_diag::inet::{
        ExtensionFlags, InetRequest, InetResponse, SocketId, StateFlags,
    };
    use netlink_packet_sock_diag::{AF_INET, AF_INET6, IPPROTO_TCP, SockDiagMessage};
    use netlink_sys::{Socket, SocketAddr as NetlinkAddr, protocols::NETLINK_SOCK_DIAG};
    use rustix::fs::{Dir, Mode, OFlags, open, readlinkat};
    use rustix::io::fcntl_dupfd_cloexec;
    use rustix::net::sockopt::set_socket_linger;
    use rustix::net::{Shutdown, getpeername, getsockname, shutdown};
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};

    use super::super::Peer;
    use super::super::watch::{Ending, Seen, Why};

    /// More than the kernel sends in one message.
    const MESSAGE: usize = 64 * 1024;

    /// Holds what is needed to look and to end, also when the process has no descriptor left.
    pub(in super::super) struct Kernel {
        netlink: Socket,
        process: OwnedFd,
        descriptors: Dir,
        /// Its place is used for duplicates.
        spare: Option<OwnedFd>,
        message: Vec<u8>,
    }

    impl Kernel {
        /// Begins, where the system allows it.
        pub(in super::super) fn open() -> Result<Self> {
            let mut netlink = Socket::new(NETLINK_SOCK_DIAG)?;
            netlink.bind_auto()?;
            netlink.connect(&NetlinkAddr::new(0, 0))?;
            let process = pidfd_open(getpid(), PidfdFlags::empty())?;
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let descriptors = Dir::new(open("/proc/self/fd", flags, Mode::empty())?)?;
            // Says at once if it may not.
            let spare = duplicate(&process, netlink.as_raw_fd())?;
            let mut kernel = Self {
                netlink,
                process,
                descriptors,
                spare: Some(spare),
                message: vec![0; MESSAGE],
            };
            kernel.connections(IpAddr::from([127, 0, 0, 1]), 0, &mut Vec::new())?;
            Ok(kernel)
        }

        /// The connections to this port of ours, from whichever of the peers' addresses.
        pub(in super::super) fn connections(
            &mut self,
            address: IpAddr,
            port: u16,
            seen: &mut Vec<Seen>,
        ) -> Result<()> {
            self.netlink.send(&request(address, port), 0)?;
            loop {
                let size = self.netlink.recv(&mut &mut self.message[..], 0)?;
                let mut rest = self.message.get(..size).unwrap_or_default();
                while !rest.is_empty() {
                    let message = NetlinkMessage::<SockDiagMessage>::deserialize(rest)
                        .map_err(Error::other)?;
                    match message.payload {
                        NetlinkPayload::InnerMessage(SockDiagMessage::InetResponse(it)) => {
                            seen.extend(connection(&it).filter(|it| it.peer.port == port));
                        }
                        NetlinkPayload::Error(error) => return Err(error.to_io()),
                        NetlinkPayload::Done(_) => return Ok(()),
                        _ => {}
                    }
                    let length = usize::try_from(message.header.length).unwrap_or(size);
                    rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
                }
            }
        }

        /// Ends connections, as far as they are still there.
        pub(in super::super) fn end(&mut self, endings: &[Ending]) -> Result<()> {
            let doomed: HashMap<_, _> = endings
                .iter()
                .map(|ending| (format!("socket:[{}]", ending.inode), ending))
                .collect();
            self.spare = None;
            self.descriptors.rewind();
            let mut name = Vec::new();
            while let Some(entry) = self.descriptors.read() {
                let entry = entry?;
                let target = readlinkat(self.descriptors.fd()?, entry.file_name(), name);
                // It may have been closed meanwhile.
                let Ok(target) = target else {
                    name = Vec::new();
                    continue;
                };
                let found = target.to_str().ok().and_then(|target| doomed.get(target));
                if let Some(ending) = found
                    && let Some(number) = number(entry.file_name())
                {
                    end(&self.process, number, ending);
                }
                name = target.into_bytes();
            }
            self.spare = fcntl_dupfd_cloexec(&self.process, 0).ok();
            Ok(())
        }
    }

    fn number(name: &std::ffi::CStr) -> Option<RawFd> {
        name.to_str().ok()?.parse().ok()
    }

    /// A descriptor of this process once more.
    fn duplicate(process: &OwnedFd, number: RawFd) -> Result<OwnedFd> {
        Ok(pidfd_getfd(process, number, PidfdGetfdFlags::empty())?)
    }

    /// Ends a connection, if that is what this descriptor still is.
    fn end(process: &OwnedFd, number: RawFd, ending: &Ending) {
        let Ok(socket) = duplicate(process, number) else {
            return;
        };
        if peer_of(&socket) != Some(ending.peer) {
            return;
        }
        if ending.why == Why::TakesNothing {
            // What it has not taken is thrown away with it, and not kept by the kernel.
            let _ = set_socket_linger(&socket, Some(Duration::ZERO));
        }
        // Gone already is as good.
        let _ = shutdown(&socket, Shutdown::Both);
    }

    fn peer_of(socket: &OwnedFd) -> Option<Peer> {
        let peer = SocketAddr::try_from(getpeername(socket).ok()??).ok()?;
        let own = SocketAddr::try_from(getsockname(socket).ok()?).ok()?;
        Some(Peer::new(own.port(), peer))
    }

    /// Asks for all open connections to a port.
    fn request(address: IpAddr, port: u16) -> Vec<u8> {
        let (family, any) = match address {
            IpAddr::V4(_) => (AF_INET, SocketId::new_v4()),
            IpAddr::V6(_) => (AF_INET6, SocketId::new_v6()),
        };
        let mut header = NetlinkHeader::default();
        header.flags = NLM_F_REQUEST | NLM_F_DUMP;
        let request = SockDiagMessage::InetRequest(InetRequest {
            family,
            protocol: IPPROTO_TCP,
            extensions: ExtensionFlags::INFO,
            states: StateFlags::ESTABLISHED | StateFlags::CLOSE_WAIT,
            socket_id: SocketId {
                source_port: port,
                ..any
            },
        });
        let mut packet = NetlinkMessage::new(header, request.into());
        packet.finalize();
        let mut bytes = vec![0; packet.buffer_len()];
        packet.serialize(&mut bytes);
        bytes
    }

    /// One that the server has accepted: others have no number yet.
    fn connection(response: &InetResponse) -> Option<Seen> {
        let header = &response.header;
        let info = response.nlas.iter().find_map(|part| match part {
            Nla::TcpInfo(info) => Some(info),
            _ => None,
        })?;
        let id = &header.socket_id;
        let address = SocketAddr::new(id.destination_address, id.destination_port);
        (header.inode != 0).then(|| Seen {
            peer: Peer::new(id.source_port, address),
            inode: header.inode,
            is_sending: header.send_queue > 0,
            taken: info.bytes_acked,
            silent: Duration::from_millis(info.last_data_recv.into()),
        })
    }
}

#[cfg(not(target_os = "linux"))]
mod nothing {
    use std::io::{Error, ErrorKind, Result};
    use std::net::IpAddr;

    use super::super::watch::{Ending, Seen};

    /// There is none.
    pub(in super::super) struct Kernel;

    impl Kernel {
        pub(in super::super) fn open() -> Result<Self> {
            Err(Error::new(
                ErrorKind::Unsupported,
                "this system has no way to do it",
            ))
        }

        pub(in super::super) fn connections(
            &mut self,
            _: IpAddr,
            _: u16,
            _: &mut Vec<Seen>,
        ) -> Result<()> {
            Ok(())
        }

        pub(in super::super) fn end(&mut self, _: &[Ending]) -> Result<()> {
            Ok(())
        }
    }
}
