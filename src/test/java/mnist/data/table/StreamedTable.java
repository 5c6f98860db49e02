package mnist.data.table;

import java.nio.file.Path;
import mnist.data.source.ImagePass;
import mnist.data.source.ImageSource;

/** A program that reads a table which does not fit in memory, and prints how it did. */
final class StreamedTable {
    private StreamedTable() {}

    public static void main(String[] args) {
        ImageSource images =
                TestTables.read(Path.of(args[0]), TestTables.labelColumn("1")).images();
        byte[] image = new byte[images.pixels()];
        long sum = 0;
        try (ImagePass pass = images.open()) {
            for (int i = 0; i < images.count(); i++) {
                pass.read(image, 0);
                sum += image[0] & 0xff;
            }
            pass.finish();
        }
        String where = images instanceof TableImages table && table.areInFile() ? "in the file" : "in memory";
        System.out.println(where + ": " + images.count() + " images, " + sum);
    }
}
