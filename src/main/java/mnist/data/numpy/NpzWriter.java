package mnist.data.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.ProgressCallback;
import mnist.data.TrainTest;
import mnist.file.AtomicFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a data set as an .npz file: {@code x_train, y_train, x_test, y_test}, and {@code classes} where these are not
 * numbered through. The same images and labels give the same bytes.
 */
public final class NpzWriter {
    /** Always the same. Zip archives know no time before 1980, which begins later in some time zones than in others. */
    private static final LocalDateTime WRITTEN = LocalDateTime.of(1980, 1, 2, 0, 0);

    private static final int LABELS_OF_A_BYTE = 1 << Byte.SIZE;

    /** Between two messages of progress. */
    private static final int IMAGES_TOGETHER = 1000;

    private final ZipArchiveOutputStream zip;
    private final TrainTest data;
    private final ProgressCallback progress;
    private int done;

    private NpzWriter(OutputStream out, TrainTest data, ProgressCallback progress) {
        zip = new ZipArchiveOutputStream(out);
        this.data = data;
        this.progress = progress;
    }

    /**
     * Writes the file, compressed; it is put in its place when it is complete.
     *
     * @throws mnist.file.StoreException if it cannot be written
     * @throws mnist.data.DataException if the images cannot be read
     */
    public static void write(Path target, TrainTest data, ProgressCallback progress) {
        AtomicFile.write(target, out -> new NpzWriter(out, data, progress).write());
    }

    private void write() throws IOException {
        images("x_train", data.train());
        labels("y_train", data.train());
        images("x_test", data.test());
        labels("y_test", data.test());
        ClassNames classes = data.train().classNames();
        if (!classes.areNumbers()) {
            texts(NamedArrays.CLASSES, classes.names());
        }
        zip.finish();
    }

    private void begin(String name, NpyHeader header) throws IOException {
        byte[] start = header.toBytes();
        ZipArchiveEntry entry = new ZipArchiveEntry(name + ".npy");
        entry.setTime(WRITTEN.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
        entry.setSize(start.length + header.contentBytes());
        zip.putArchiveEntry(entry);
        zip.write(start);
    }

    private void images(String name, Dataset images) throws IOException {
        begin(name, NpyHeader.of(NpyType.UINT8, images.size(), images.rows(), images.columns()));
        try {
            images.forEachImage((pixels, offset) -> image(pixels, offset, images.pixels()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        zip.closeArchiveEntry();
    }

    private void image(byte[] pixels, int offset, int length) {
        try {
            zip.write(pixels, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int all = data.train().size() + data.test().size();
        if (++done % IMAGES_TOGETHER == 0 || done == all) {
            progress.progress("writing", done, all);
        }
    }

    private void labels(String name, Dataset images) throws IOException {
        NpyType type = images.classes() <= LABELS_OF_A_BYTE ? NpyType.UINT8 : NpyType.UINT16;
        ByteBuffer content = ByteBuffer.allocate(images.size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < images.size(); i++) {
            if (type.bytes() == 1) {
                content.put((byte) images.label(i));
            } else {
                content.putShort((short) images.label(i));
            }
        }
        begin(name, NpyHeader.of(type, images.size()));
        zip.write(content.array());
        zip.closeArchiveEntry();
    }

    private void texts(String name, List<String> texts) throws IOException {
        int longest = texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElseThrow();
        NpyType type = new NpyType('U', NpyType.WIDE * longest);
        ByteBuffer content = ByteBuffer.allocate(texts.size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < texts.size(); i++) {
            content.position(i * type.bytes());
            texts.get(i).codePoints().forEach(content::putInt);
        }
        begin(name, NpyHeader.of(type, texts.size()));
        zip.write(content.array());
        zip.closeArchiveEntry();
    }
}
