package mnist.data.numpy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.number.NumberStream;
import mnist.data.source.Labels;

/** An array of texts: labels that are words, or the names of classes. */
record NpyTexts(NpyArray array) {
    private static final int BLOCK_BYTES = 1 << 16;

    /**
     * One label for each image.
     *
     * @param imagesPlace the array of the images, for messages
     * @throws DataException if there are not so many
     */
    Labels labels(int images, Object imagesPlace) {
        requireOneRow("labels");
        if (count() != images) {
            throw DataException.about(
                    array.place(),
                    "not as many labels as images",
                    images + " as in " + imagesPlace,
                    count(),
                    "these arrays don't belong together: get both again");
        }
        Labels.Builder labels = new Labels.Builder(array.place(), images);
        read(images, labels::add);
        return labels.build();
    }

    /** The names of classes, from that of class 0 on, or a single text. @throws DataException if there are too many */
    List<String> names() {
        if (!array.dimensions().isEmpty()) {
            requireOneRow("names of classes");
        }
        if (count() > ClassNames.MOST) {
            throw DataException.about(
                    array.place(),
                    "too many names of classes",
                    "at most " + ClassNames.MOST,
                    count(),
                    "is it the array of the names?");
        }
        List<String> names = new ArrayList<>();
        read((int) count(), names::add);
        return names;
    }

    private void requireOneRow(String what) {
        List<Long> sizes = array.dimensions();
        if (sizes.isEmpty() || sizes.stream().skip(1).anyMatch(size -> size != 1)) {
            throw DataException.about(
                    array.place(), "no " + what, "1 dimension of texts", array.shape(), "is it the right array?");
        }
    }

    private long count() {
        return array.dimensions().isEmpty() ? 1 : array.dimensions().get(0);
    }

    private void read(int count, Consumer<String> taker) {
        int width = array.type().bytes();
        int together = Math.max(1, BLOCK_BYTES / Math.max(1, width));
        byte[] bytes = new byte[Math.min(count, together) * width];
        try (NumberStream stream = array.open()) {
            for (int done = 0; done < count; done += together) {
                int some = Math.min(together, count - done);
                stream.read(bytes, 0, some * width);
                for (int i = 0; i < some; i++) {
                    taker.accept(text(ByteBuffer.wrap(bytes, i * width, width).order(array.order()), done + i));
                }
            }
            stream.finish();
        }
    }

    private String text(ByteBuffer bytes, int index) {
        StringBuilder text = new StringBuilder();
        while (bytes.hasRemaining()) {
            int character = array.type().kind() == 'S' ? bytes.get() & 0xff : bytes.getInt();
            if (!Character.isValidCodePoint(character) || (character != 0 && Character.isISOControl(character))) {
                throw DataException.about(
                        array.place(),
                        "text " + index + " is damaged",
                        "visible characters",
                        Integer.toUnsignedString(character),
                        "get the file again");
            }
            text.appendCodePoint(character);
        }
        return withoutFilling(text);
    }

    /** Shorter texts are filled up with zeros. */
    private static String withoutFilling(StringBuilder text) {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == 0) {
            length--;
        }
        return text.substring(0, length).replace('\0', ' ');
    }
}
