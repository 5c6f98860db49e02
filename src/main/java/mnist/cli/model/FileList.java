package mnist.cli.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.options.PictureOptions;
import mnist.data.DataException;
import mnist.file.RegularFile;

/** A text with a path on every line. */
final class FileList {
    private static final int MOST_BYTES = 64 << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private FileList() {}

    /**
     * A path and where it was named.
     *
     * @param origin for messages: "list.txt, line 3", or empty for the command line
     */
    record Named(Path path, String origin) {}

    /**
     * The paths of a list; empty lines count, but name nothing.
     *
     * @param list a file, or - for standard input
     * @throws DataException if it cannot be read, is no text in UTF-8, or names nothing
     */
    static List<Named> read(Path list, Console console) {
        String source = PictureOptions.name(list);
        List<Named> named = new ArrayList<>();
        List<String> lines = text(list, source, console).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String origin = source + ", line " + (i + 1);
                named.add(new Named(path(lines.get(i), origin), origin));
            }
        }
        if (named.isEmpty()) {
            throw DataException.about(source, "names no files", "one path a line", "none", "write them into it");
        }
        return named;
    }

    private static Path path(String line, String origin) {
        try {
            return Path.of(line);
        } catch (InvalidPathException e) {
            throw DataException.about(origin, "cannot be the name of a file (" + e.getReason() + ")", "correct it");
        }
    }

    private static String text(Path list, String source, Console console) {
        try {
            byte[] bytes = PictureOptions.isStandardInput(list)
                    ? read(PictureOptions.standardInput(console))
                    : RegularFile.read(list, MOST_BYTES);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw DataException.about(source, "is no text in UTF-8", "give a list of paths, one a line, in UTF-8");
        } catch (IOException e) {
            throw DataException.unreadable(list, e);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(MOST_BYTES);
    }
}
