package mnist.data.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.file.FileKind;
import mnist.file.StoreException;

/**
 * The start of an .npy file: {@code \x93NUMPY}, the version in two bytes, the length of what follows, and a dictionary as
 * Python writes it, for example {@code {'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }}.
 *
 * @param order of the bytes of a number
 * @param fortran whether the first dimension runs fastest, not the last
 * @param dimensions the sizes, slowest first unless {@code fortran}; none for a single number
 * @param headerBytes size of the header in the file
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, List<Long> dimensions, int headerBytes) {
    private static final String MAGIC = "\u0093NUMPY";
    private static final int VERSION_BYTES = 2;

    /** NumPy itself reads no more than 10,000 unless it is told to. */
    private static final int LONGEST = 1 << 16;

    private static final int ALIGNMENT = 64;

    /** NumPy has at most 64 dimensions. */
    private static final int MAX_RANK = 64;

    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");
    private static final String AGAIN = InputFile.AGAIN;
    private static final String SAVE = "save it with another type, for example with array.astype('uint8')";

    /** In messages, so many sizes are enough. */
    private static final int MOST_SHOWN = 8;

    NpyHeader {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Reads the header, after which the content begins.
     *
     * @param place for messages
     * @throws DataException if it is none, or of an array that is not read here
     */
    static NpyHeader read(FilePlace place, InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length());
        if (!latin(start).equals(MAGIC)) {
            throw wrongMagic(place, start, in);
        }
        byte[] version = required(place, in, VERSION_BYTES);
        int major = version[0];
        if (major < 1 || major > 3) {
            throw DataException.about(
                    place, "unknown version of the .npy format", "1, 2 or 3", major & 0xff, "save it with numpy.save");
        }
        byte[] size = required(place, in, major == 1 ? Short.BYTES : Integer.BYTES);
        long length = littleEndian(size);
        if (length > LONGEST) {
            throw DataException.about(place, "header too long", "at most " + LONGEST + " bytes", length, AGAIN);
        }
        byte[] text = required(place, in, (int) length);
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        int bytes = start.length + version.length + size.length + text.length;
        return new Fields(place, new String(text, charset)).header(bytes);
    }

    private static byte[] required(FilePlace place, InputStream in, int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw DataException.about(
                    place, "file too short for its header", bytes + " bytes more", read.length, AGAIN);
        }
        return read;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long littleEndian(byte[] bytes) {
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[i] & 0xff);
        }
        return value;
    }

    private static DataException wrongMagic(FilePlace place, byte[] magic, InputStream rest) throws IOException {
        String start = latin(magic) + latin(rest.readNBytes(FileKind.START_BYTES));
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        if (FileKind.isPage(bytes)) {
            return DataException.about(
                    place,
                    "is a web page, not an .npy file: the server sent an error page instead of the data",
                    "get the file again, from another place");
        }
        if (FileKind.isGzip(bytes)) {
            return DataException.about(place, "is compressed twice", "gunzip it once");
        }
        return DataException.about(
                place,
                "wrong magic number, this is no .npy file",
                "93 4e 55 4d 50 59",
                HexFormat.ofDelimiter(" ").formatHex(magic) + ", " + FileKind.of(bytes),
                "name an .npy file");
    }

    /** Of an array as it is written here. */
    static NpyHeader of(NpyType type, long... sizes) {
        List<Long> dimensions = Arrays.stream(sizes).boxed().toList();
        return new NpyHeader(type, ByteOrder.LITTLE_ENDIAN, false, dimensions, 0);
    }

    /** The header as it stands in a file: as NumPy writes it, so long that the content begins at a multiple of 64. */
    byte[] toBytes() {
        String sizes = dimensions.stream().map(size -> size + ",").collect(Collectors.joining(" "));
        String shape = dimensions.size() == 1 ? sizes : sizes.replaceFirst(",$", "");
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type.description(), shape);
        int before = MAGIC.length() + VERSION_BYTES + Short.BYTES;
        int bytes = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String padded = text + " ".repeat(bytes - before - text.length() - 1) + "\n";
        return ByteBuffer.allocate(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC.getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }

    /** Whether bytes come in another order than that in which the last dimension runs fastest. */
    boolean isReordered() {
        return fortran
                && !dimensions.contains(0L)
                && dimensions.stream().filter(size -> size != 1).count() > 1;
    }

    /** Size of everything after the header; {@link Long#MAX_VALUE} when it does not fit a long. */
    long contentBytes() {
        return type.bytesOf(dimensions);
    }

    /** For example "60000 x 28 x 28 (uint8)". */
    @Override
    public String toString() {
        if (dimensions.isEmpty()) {
            return "a single one (" + type + ")";
        }
        String sizes =
                dimensions.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(" x "));
        String more = dimensions.size() > MOST_SHOWN ? " x ..., " + dimensions.size() + " sizes" : "";
        return sizes + more + " (" + type + ")";
    }

    /** The dictionary. */
    private record Fields(FilePlace place, String text) {
        NpyHeader header(int bytes) {
            Map<?, ?> fields = fields();
            Object description = fields.get("descr");
            if (!(description instanceof String name)) {
                boolean record = description instanceof List<?>;
                throw refused(record ? "records" : "elements of an unknown type", String.valueOf(description));
            }
            NpyType type = NpyType.of(name).orElseThrow(() -> refused(NpyType.meaning(name), name));
            ByteOrder order = name.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            if (!(fields.get("fortran_order") instanceof Boolean fortran)) {
                throw damaged("fortran_order True or False", String.valueOf(fields.get("fortran_order")));
            }
            return new NpyHeader(type, order, fortran, dimensions(fields.get("shape")), bytes);
        }

        private Map<?, ?> fields() {
            Object value;
            try {
                value = PythonLiteral.parse(text);
            } catch (IllegalArgumentException e) {
                throw damaged("a dictionary of descr, fortran_order and shape", text);
            }
            if (!(value instanceof Map<?, ?> map) || !map.keySet().equals(KEYS)) {
                throw damaged("a dictionary of descr, fortran_order and shape", text);
            }
            return map;
        }

        private List<Long> dimensions(Object shape) {
            if (!(shape instanceof List<?> sizes) || sizes.size() > MAX_RANK) {
                throw damaged("a shape of at most " + MAX_RANK + " sizes", String.valueOf(shape));
            }
            List<Long> dimensions = new ArrayList<>();
            for (Object size : sizes) {
                if (!(size instanceof Long number) || number < 0) {
                    throw damaged("sizes of 0 or more", String.valueOf(shape));
                }
                dimensions.add(number);
            }
            return dimensions;
        }

        private DataException damaged(String expected, String found) {
            return DataException.about(place, "damaged header", expected, StoreException.quote(found.strip()), AGAIN);
        }

        private DataException refused(String elements, String found) {
            return DataException.about(
                    place,
                    "an array of " + elements,
                    "whole or floating-point numbers of up to 64 bits, or bool",
                    StoreException.quote(found),
                    SAVE);
        }
    }
}
