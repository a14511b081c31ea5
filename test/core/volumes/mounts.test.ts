import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LinuxMounts } from "../../../src/core/volumes/linux-mounts.ts";
import { parseMountList, volumeIdentityIn } from "../../../src/core/volumes/macos-mounts.ts";
import { mountOf, pathsOf, placeOf } from "../../../src/core/volumes/mounts.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const mountInfo = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 27 0:40 /@home /home rw,relatime - btrfs /dev/vdb rw,subvol=/@home
40 27 8:17 / /media/ann/My\\040Photos rw,nosuid - exfat /dev/sdb1 rw
41 27 0:50 / /mnt/nas rw - nfs4 server:/export/photos rw,vers=4.2
42 27 0:51 / /mnt/plain rw - tmpfs tmpfs rw
`;

/** A system whose udev keeps links for three disks. */
async function linux() {
  const directory = await temporaryDirectory();
  const disks = join(directory, "dev", "disk");
  await mkdir(join(disks, "by-uuid"), { recursive: true });
  await mkdir(join(disks, "by-label"));
  await writeFile(join(directory, "mountinfo"), mountInfo.replaceAll("/dev/", `${directory}/dev/`));
  for (const [uuid, device] of [
    ["aaaa-1", "vda1"],
    ["bbbb-2", "vdb"],
    ["CCCC-3", "sdb1"],
  ]) {
    await symlink(`../../${device}`, join(disks, "by-uuid", uuid as string));
  }
  await symlink("../../sdb1", join(disks, "by-label", "My\\x20Photos"));
  return new LinuxMounts({ mountInfo: join(directory, "mountinfo"), disks }).readMounts();
}

describe("what Linux has mounted", () => {
  it("is known by UUID and label, with names unescaped", async () => {
    const mounts = await linux();
    expect(mountOf(mounts, "/media/ann/My Photos/2020/a.jpg")).toEqual({
      mountPoint: "/media/ann/My Photos",
      volumeRoot: "/",
      volumeId: "uuid:CCCC-3",
      label: "My Photos",
      isNetwork: false,
      fileSystem: "exfat",
    });
  });

  it("tells network disks, and knows them by their server", async () => {
    const mount = mountOf(await linux(), "/mnt/nas/2020");
    expect(mount).toMatchObject({ isNetwork: true, volumeId: "nfs4:server:/export/photos" });
  });

  it("gives no identity where there is none", async () => {
    expect(placeOf(await linux(), "/mnt/plain/photos")).toBeUndefined();
  });

  it("places a folder from the top of its volume, a part of which may be mounted", async () => {
    const mounts = await linux();
    const place = placeOf(mounts, "/home/ann/Pictures");
    expect(place).toEqual({ volumeId: "uuid:bbbb-2", label: "home", volumePath: "/@home/ann/Pictures" });
    expect(pathsOf(mounts, { volumeId: "uuid:bbbb-2", volumePath: "/@home/ann/Pictures" })).toEqual([
      "/home/ann/Pictures",
    ]);
    expect(pathsOf(mounts, { volumeId: "uuid:bbbb-2", volumePath: "/@snapshots/1" })).toEqual([]);
  });

  it("is read from this machine without an error", async () => {
    if (process.platform !== "linux") return;
    expect(mountOf(await new LinuxMounts().readMounts(), "/")?.mountPoint).toBe("/");
  });
});

describe("what a Mac prints", () => {
  it("is read with spaces and brackets in names", () => {
    const text =
      "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n/dev/disk4s1 on /Volumes/My Photos (2) (exfat, local, nodev)\n//ann@nas/photos on /Volumes/photos (smbfs, nodev)\n";
    expect(parseMountList(text)).toEqual([
      { device: "/dev/disk3s1s1", mountPoint: "/", fileSystem: "apfs" },
      { device: "/dev/disk4s1", mountPoint: "/Volumes/My Photos (2)", fileSystem: "exfat" },
      { device: "//ann@nas/photos", mountPoint: "/Volumes/photos", fileSystem: "smbfs" },
    ]);
  });

  it("holds a volume's UUID", () => {
    const plist =
      "<dict>\n\t<key>VolumeName</key>\n\t<string>Photos</string>\n\t<key>VolumeUUID</key>\n\t<string>0A81F3B1-51D9-3335-B3E3-169C3640360D</string>\n</dict>";
    expect(volumeIdentityIn(plist)).toBe("uuid:0a81f3b1-51d9-3335-b3e3-169c3640360d");
    expect(volumeIdentityIn("<dict></dict>")).toBeUndefined();
  });
});
