package mnist.data.numpy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mnist.data.DataException;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.number.NumberStream;

/** The arrays of an {@code .npz} file by their names, for readers of something else than images. */
public final class NpzArrays {
    private static final int MOST_ARRAYS = 10_000;
    private static final int PIECE = 1 << 12;

    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

    private NpzArrays() {}

    /** Reads the headers of all arrays. @throws DataException if it is no .npz file, or damaged */
    public static NpzArrays open(Path file) {
        NpzArrays opened = new NpzArrays();
        List<Archive.Entry> entries = ArrayFinder.entries(FilePlace.of(file));
        if (entries.isEmpty() || entries.size() > MOST_ARRAYS) {
            throw DataException.about(
                    file, "is no .npz file", "1 to " + MOST_ARRAYS + " arrays", entries.size(), "get the file again");
        }
        for (Archive.Entry entry : entries) {
            String name = entry.name().substring(0, entry.name().length() - ".npy".length());
            if (opened.arrays.put(name, new NpyArray(new FilePlace(file, entry))) != null) {
                throw DataException.about(new FilePlace(file, entry), "is there twice", "get the file again");
            }
        }
        return opened;
    }

    /** In the file's order. */
    public Set<String> names() {
        return arrays.keySet();
    }

    /** The sizes of an array, slowest first; none for a single number. */
    public List<Integer> shape(String name) {
        return arrays.get(name).dimensions().stream().map(Math::toIntExact).toList();
    }

    /** An array's numbers, the last dimension running fastest. @throws DataException if it is damaged, or too large */
    public float[] numbers(String name) {
        NpyArray array = arrays.get(name);
        if (array.type().isText()) {
            throw DataException.about(array.place(), "no numbers", "numbers", array.shape(), "leave it out");
        }
        int width = array.type().bytes();
        long bytes = array.type().bytesOf(array.dimensions());
        long available = Runtime.getRuntime().maxMemory();
        if (bytes / width > Math.min(available / Float.BYTES, Integer.MAX_VALUE - 8)) {
            throw DataException.about(
                    array.place(),
                    "too large for memory",
                    String.format(Locale.ROOT, "%,d MB at most", available >> 20),
                    array.shape(),
                    "give more with -Xmx");
        }
        float[] numbers = new float[(int) (bytes / width)];
        byte[] piece = new byte[Math.min(numbers.length, PIECE) * width];
        try (NumberStream stream = array.open()) {
            for (int done = 0; done < numbers.length; done += PIECE) {
                int some = Math.min(PIECE, numbers.length - done);
                stream.read(piece, 0, some * width);
                ByteBuffer buffer = ByteBuffer.wrap(piece).order(array.order());
                for (int i = 0; i < some; i++) {
                    numbers[done + i] = (float) array.type().next(buffer);
                }
            }
            stream.finish();
        }
        return numbers;
    }

    /** An array's texts, a single one too. @throws DataException if it is damaged, or holds numbers, or too many texts */
    public List<String> texts(String name) {
        NpyArray array = arrays.get(name);
        if (!array.type().isText()) {
            throw DataException.about(array.place(), "no texts", "texts", array.shape(), "get the file again");
        }
        return new NpyTexts(array).names();
    }
}
