package mnist.picture.folder;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.data.files.Archive;
import mnist.data.files.ArchiveContents;
import mnist.file.RegularFile;

/** The content of many pictures, on disk or in archives, which stay open meanwhile. */
final class PictureBytes implements Closeable {
    private static final int MOST_BYTES = 256 << 20;

    private final Map<Archive, ArchiveContents> archives = new HashMap<>();

    private PictureBytes() {}

    static PictureBytes of(List<LabelledPicture> pictures) throws IOException {
        PictureBytes bytes = new PictureBytes();
        try {
            for (LabelledPicture picture : pictures) {
                if (picture.place().isInArchive()) {
                    Archive archive = picture.place().entry().archive();
                    if (!bytes.archives.containsKey(archive)) {
                        bytes.archives.put(archive, ArchiveContents.of(archive));
                    }
                }
            }
            return bytes;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** One picture's file; by several threads at once. */
    byte[] of(LabelledPicture picture) throws IOException {
        return picture.place().isInArchive()
                ? archives.get(picture.place().entry().archive())
                        .read(picture.place().entry().name())
                : RegularFile.read(picture.place().file(), MOST_BYTES);
    }

    @Override
    public void close() throws IOException {
        for (ArchiveContents archive : archives.values()) {
            archive.close();
        }
    }
}
