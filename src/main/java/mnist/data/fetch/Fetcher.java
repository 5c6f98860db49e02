package mnist.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.fetch.Catalog.RemoteFile;
import mnist.data.fetch.Download.MirrorFailure;
import mnist.data.fetch.Download.TooSlow;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.Sha256;
import mnist.file.StoreException;

/**
 * Fetches data sets. A file is put in its place only when it is whole and its SHA-256 is right; what was received of one
 * that is not is kept beside it, as {@code .part}, and completed the next time.
 */
public final class Fetcher {
    /** As long as every attempt brings more of the file. */
    private static final int MOST_ATTEMPTS = 5;

    /** For another run that is fetching into the same folder. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LEAST_CONTACT = Duration.ofSeconds(1);

    private final Timeouts timeouts;
    private final ProgressCallback progress;

    /** @param progress is told bytes of the file that is being fetched */
    public Fetcher(Timeouts timeouts, ProgressCallback progress) {
        this.timeouts = timeouts;
        this.progress = progress;
    }

    /**
     * Makes sure that the folder holds all files of a data set.
     *
     * @param folder created if need be
     * @return how many files had to be fetched; the others were there already and right
     * @throws DataException if a file could not be fetched from any mirror
     * @throws StoreException if the folder cannot be written to
     */
    public int fetch(Catalog.Entry entry, Path folder) {
        long start = System.nanoTime();
        if (holdsAll(entry, folder)) {
            // Asked before locking, as a folder that is there and whole may be for reading only.
            return 0;
        }
        FolderLock lock = FolderLock.await(folder, PATIENCE).orElseThrow(() -> DataException.inUse(folder));
        try (lock) {
            Download download = new Download(timeouts, contactDeadline(start));
            int fetched = 0;
            for (RemoteFile file : entry.files()) {
                fetched += fetchUnlessThere(download, entry.mirrors(), file, folder);
            }
            return fetched;
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    /** The time spent waiting for another run counts, for that run was after the same; but try at least briefly. */
    private long contactDeadline(long start) {
        long contact = timeouts.contact().toNanos();
        long leastContact = Math.min(contact, LEAST_CONTACT.toNanos());
        return Math.max(start + contact, System.nanoTime() + leastContact);
    }

    private int fetchUnlessThere(Download download, List<URI> mirrors, RemoteFile file, Path folder)
            throws IOException {
        Path target = folder.resolve(file.name());
        if (isThere(file, target)) {
            return 0;
        }
        PartFile part = new PartFile(target);
        List<String> failures = new ArrayList<>();
        for (URI mirror : mirrors) {
            try {
                fetchFrom(download, mirror.resolve(file.name()), file, part);
                return 1;
            } catch (MirrorFailure e) {
                failures.add(mirror.getAuthority() + ": " + e.getMessage());
            }
        }
        throw DataException.about(
                target,
                "could not be fetched (%s)".formatted(String.join("; ", failures)),
                "check the network and try again, or download the file by hand and put it into "
                        + folder.toAbsolutePath().normalize());
    }

    private static boolean holdsAll(Catalog.Entry entry, Path folder) {
        try {
            for (RemoteFile file : entry.files()) {
                if (!isThere(file, folder.resolve(file.name()))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw StoreException.reading(folder, e);
        }
    }

    private static boolean isThere(RemoteFile file, Path target) throws IOException {
        return PathKind.of(target) == PathKind.FILE
                && Files.size(target) == file.bytes()
                && Sha256.of(target).equals(file.sha256());
    }

    private void fetchFrom(Download download, URI source, RemoteFile file, PartFile part) throws IOException {
        boolean resumed = receive(download, source, file, part);
        String sha256 = part.sha256();
        if (!sha256.equals(file.sha256()) && resumed) {
            // The beginning may have come from elsewhere: this mirror deserves a try of its own.
            part.discard();
            receive(download, source, file, part);
            sha256 = part.sha256();
        }
        if (!sha256.equals(file.sha256())) {
            part.discard();
            throw new MirrorFailure(
                    "other content than published (expected SHA-256 %s, found %s)".formatted(file.sha256(), sha256));
        }
        part.finish();
    }

    /** Completes the part; returns whether some of it was there before. */
    private boolean receive(Download download, URI source, RemoteFile file, PartFile part) throws IOException {
        if (part.size() > file.bytes()) {
            part.discard();
        }
        long before = part.size();
        boolean resumed = before > 0;
        for (int attempt = 1; part.size() < file.bytes(); attempt++) {
            try {
                download.complete(
                        part, source, file.bytes(), done -> progress.progress(file.name(), done, file.bytes()));
            } catch (TooSlow e) {
                throw e;
            } catch (MirrorFailure e) {
                if (part.size() <= before || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                before = part.size();
            }
        }
        return resumed;
    }
}
