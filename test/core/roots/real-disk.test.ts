import { execFile } from "node:child_process";
import { mkdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { LinuxMounts } from "../../../src/core/volumes/linux-mounts.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { offlineIds, photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const run = promisify(execFile);

/** A file with a file system in it, which the kernel mounts as it does a disk. */
class RealDisk {
  readonly #image: string;
  readonly #uuid: string;
  /** udev's links, made here: they tell which device has which identity, and not every machine runs udev. */
  readonly #links: string;
  #mountPoint: string | undefined;

  private constructor(image: string, uuid: string, links: string) {
    [this.#image, this.#uuid, this.#links] = [image, uuid, links];
  }

  /** Undefined where this user may not mount, or there is no file system to be made. */
  static async make(directory: string, uuid: string): Promise<RealDisk | undefined> {
    const image = join(directory, `${uuid}.img`);
    const disk = new RealDisk(image, uuid, join(directory, "disks", "by-uuid"));
    try {
      await writeFile(image, "");
      await truncate(image, 24 * 2 ** 20);
      await run("mke2fs", ["-q", "-F", "-t", "ext4", "-U", uuid, image]);
      await disk.connect(join(directory, uuid));
    } catch (error) {
      console.warn(`Not run here, since no disk can be mounted: ${String(error).split("\n")[0]}`);
      return undefined;
    }
    onTestFinished(() => disk.disconnect());
    return disk;
  }

  get mountPoint(): string {
    if (!this.#mountPoint) throw new Error("The disk is not connected.");
    return this.#mountPoint;
  }

  async connect(mountPoint: string): Promise<void> {
    await mkdir(mountPoint, { recursive: true });
    await run("mount", ["-o", "loop", this.#image, mountPoint]);
    this.#mountPoint = mountPoint;
    const line = (await readFile("/proc/self/mountinfo", "utf8"))
      .split("\n")
      .find((mount) => mount.split(" ")[4] === mountPoint.replaceAll(" ", "\\040"));
    const device = line?.split(" - ")[1]?.split(" ")[1];
    if (!device) throw new Error(`Nothing is mounted at ${mountPoint}.`);
    await mkdir(this.#links, { recursive: true });
    await symlink(device, join(this.#links, this.#uuid));
  }

  async disconnect(): Promise<void> {
    if (!this.#mountPoint) return;
    await run("umount", [this.#mountPoint]);
    await rm(join(this.#links, this.#uuid));
    this.#mountPoint = undefined;
  }
}

it("a real disk that is taken out is named, and found again at another mount point, nothing read anew", async () => {
  const scratch = await temporaryDirectory();
  const disk = await RealDisk.make(scratch, "4caf7d6a-29da-4a28-9c8e-dea417d719ea");
  if (!disk) return;
  const mounts = new LinuxMounts({ disks: join(scratch, "disks") });
  for (let number = 0; number < 3; number++) {
    await put(join(disk.mountPoint, "Photos", `${number}.jpg`), await jpeg(number));
  }
  const core = await openCore({ host: { mounts, reveal: async () => {} } });
  await index(core, join(disk.mountPoint, "Photos"));
  const ids = await photoIds(core);
  const rootNow = async () => {
    await core.context.services.places.refresh();
    return (await core.client.library.stats()).roots[0];
  };
  const formerPath = join(disk.mountPoint, "Photos");

  await disk.disconnect();
  expect(await rootNow()).toMatchObject({ state: "offline", path: formerPath, photos: 3 });
  expect(await offlineIds(core)).toEqual(ids);
  expect((await core.client.search.text({ query: "anything" })).ranked).toBe(3);
  expect(await core.media("thumbnail", ids[0] as number)).toBeDefined();
  expect((await ended(core, await core.client.jobs.rescan())).error?.code).toBe("ROOT_OFFLINE");
  expect(await photoIds(core)).toEqual(ids);

  // Another disk is mounted where it was.
  const other = await RealDisk.make(scratch, "00000000-29da-4a28-9c8e-dea417d719ea");
  if (!other) throw new Error("The second disk could not be mounted, the first one could.");
  await other.disconnect();
  const former = formerPath.slice(0, -"/Photos".length);
  await other.connect(former);
  await put(join(former, "Photos", "0.jpg"), await jpeg(70));
  expect(await rootNow()).toMatchObject({ state: "offline" });

  const elsewhere = join(scratch, "mounted elsewhere");
  await disk.connect(elsewhere);
  expect(await rootNow()).toMatchObject({ state: "online", path: join(elsewhere, "Photos") });
  const { ledger } = await ended(core, await core.client.jobs.rescan());
  expect(ledger).toMatchObject({ found: 3, unchanged: 3, indexed: 0, failed: 0 });
  expect(await photoIds(core)).toEqual(ids);
  expect(await offlineIds(core)).toEqual([]);
});
