package mnist.store.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes named arrays as NumPy's {@code .npz}: a zip archive of {@code .npy} files of version 1.0
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). They are not compressed, as weights hardly
 * shrink. The same arrays give the same bytes.
 */
final class NpzArchive {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The content begins at a multiple of it. */
    private static final int ALIGNMENT = 64;

    /** Zip archives know no time before 1980. */
    private static final LocalDateTime WRITTEN = LocalDateTime.of(1980, 1, 2, 0, 0);

    private final ZipOutputStream zip;

    NpzArchive(OutputStream out) {
        zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
    }

    /** Ends the archive; the stream under it stays open. */
    void finish() throws IOException {
        zip.finish();
    }

    /** 32-bit floats, row-major. */
    void floats(String name, float[] data, List<Integer> shape) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : data) {
            content.putFloat(value);
        }
        add(name, "<f4", shape, content.array());
    }

    /** A single 32-bit float. */
    void number(String name, float value) throws IOException {
        floats(name, new float[] {value}, List.of());
    }

    /** A single whole number. */
    void number(String name, long value) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        add(name, "<i8", List.of(), content.putLong(value).array());
    }

    /** A single text. */
    void text(String name, String text) throws IOException {
        texts(name, List.of(text), List.of());
    }

    /** A list of texts. */
    void texts(String name, List<String> texts) throws IOException {
        texts(name, texts, List.of(texts.size()));
    }

    private void texts(String name, List<String> texts, List<Integer> shape) throws IOException {
        int longest = texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .reduce(1, Math::max);
        int bytes = longest * Integer.BYTES;
        ByteBuffer content = ByteBuffer.allocate(texts.size() * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < texts.size(); i++) {
            content.position(i * bytes);
            texts.get(i).codePoints().forEach(content::putInt);
        }
        add(name, "<U" + longest, shape, content.array());
    }

    private void add(String name, String type, List<Integer> shape, byte[] content) throws IOException {
        byte[] header = header(type, shape);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(WRITTEN);
        entry.setSize((long) header.length + content.length);
        CRC32 sum = new CRC32();
        sum.update(header);
        sum.update(content);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(header);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] header(String type, List<Integer> shape) throws IOException {
        String tuple = shape.stream().map(dimension -> dimension + ",").collect(Collectors.joining(" ", "(", ")"));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        int start = MAGIC.length + Short.BYTES;
        int end = (start + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String padded = text + " ".repeat(end - start - text.length() - 1) + "\n";
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(MAGIC);
        header.write(padded.length() % 256);
        header.write(padded.length() / 256);
        header.write(padded.getBytes(StandardCharsets.ISO_8859_1));
        return header.toByteArray();
    }
}
