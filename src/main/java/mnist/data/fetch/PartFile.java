package mnist.data.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mnist.file.AtomicFile;
import mnist.file.PathKind;
import mnist.file.Sha256;

/** The beginning of a file that is being fetched, beside the place where it will be once it is whole. */
final class PartFile {
    private final Path target;
    private final Path part;

    PartFile(Path target) {
        this.target = target;
        part = target.resolveSibling(target.getFileName() + ".part");
    }

    /** Bytes that are there already, 0 if none. */
    long size() throws IOException {
        if (PathKind.ofItself(part) == PathKind.LINK) {
            // It may lead out of the folder.
            discard();
        }
        return PathKind.of(part) == PathKind.NOTHING ? 0 : Files.size(part);
    }

    /** For writing after the first {@code keep} bytes; what was beyond them is cut off. */
    FileChannel open(long keep) throws IOException {
        FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        channel.truncate(keep);
        channel.position(keep);
        return channel;
    }

    void discard() throws IOException {
        Files.deleteIfExists(part);
    }

    String sha256() throws IOException {
        return Sha256.of(part);
    }

    /** Puts the file in its place, whole and on disk. */
    void finish() throws IOException {
        AtomicFile.putInPlace(part, target);
    }
}
