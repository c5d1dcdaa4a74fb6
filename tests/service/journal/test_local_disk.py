from __future__ import annotations

from pathlib import Path

import pytest

from gateway.service.journal.local_disk import filesystem_of, remote_filesystem

MOUNTS = """\
/dev/vda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/data /srv nfs4 rw,vers=4.2 0 0
tmpfs /srv/fast tmpfs rw 0 0
//office/share /mnt/the\\040share cifs rw 0 0
me@host:/ /mnt/ssh fuse.sshfs rw 0 0
fuse-overlayfs /image fuse.fuse-overlayfs rw 0 0
/dev/vdb /twice ext4 rw 0 0
server:/hides /twice nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/journal.sqlite", "ext4"),
        ("/srv/journal.sqlite", "nfs4"),
        ("/srvother/journal.sqlite", "ext4"),
        ("/srv/fast/journal.sqlite", "tmpfs"),
        ("/mnt/the share/journal.sqlite", "cifs"),
        ("/twice/journal.sqlite", "nfs"),
    ],
)
def test_the_deepest_and_latest_mount_holds_the_file(path: str, kind: str) -> None:
    assert filesystem_of(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "remote"),
    [("/srv/a", "nfs4"), ("/mnt/the share/a", "cifs"), ("/mnt/ssh/a", "fuse.sshfs"), ("/image/a", None), ("/a", None)],
)
def test_network_filesystems_are_told_by_name(path: str, remote: str | None, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert remote_filesystem(Path(path), mounts) == remote


def test_a_link_into_a_network_filesystem_does_not_hide_it(tmp_path: Path) -> None:
    far, near, mounts = tmp_path / "far", tmp_path / "near", tmp_path / "mounts"
    far.mkdir()
    near.symlink_to(far)
    mounts.write_text(f"{MOUNTS}server:/x {far.resolve()} nfs rw 0 0\n")
    assert remote_filesystem(near / "journal.sqlite", mounts) == "nfs"


def test_where_no_one_says_the_disk_passes_for_local(tmp_path: Path) -> None:
    assert remote_filesystem(tmp_path, tmp_path / "none") is None


def test_this_very_system_is_understood(tmp_path: Path) -> None:
    assert filesystem_of(tmp_path.resolve(), Path("/proc/mounts").read_text()) != ""
