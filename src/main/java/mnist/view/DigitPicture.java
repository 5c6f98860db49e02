package mnist.view;

import java.util.ArrayList;
import java.util.List;

/** A small image as text: two rows of pixels share a line, as letters are twice as high as wide. */
public final class DigitPicture {
    private static final String INK = " .:-=+*#%@";

    private DigitPicture() {}

    /** @param pixels unsigned, 0 is background */
    public static List<String> lines(byte[] pixels, int rows, int columns) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row += 2) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int upper = pixels[row * columns + column] & 0xff;
                int lower = row + 1 < rows ? pixels[(row + 1) * columns + column] & 0xff : upper;
                line.append(INK.charAt((upper + lower) * (INK.length() - 1) / (2 * 255)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
