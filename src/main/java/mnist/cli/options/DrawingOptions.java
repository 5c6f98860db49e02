package mnist.cli.options;

import java.nio.charset.Charset;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.data.Dataset;
import mnist.view.text.TextImage;
import picocli.CommandLine.Option;

/** How images are drawn as text. */
public final class DrawingOptions {
    @Option(
            names = "--ascii",
            description = "Draw with ASCII characters only. Default: half blocks, where the terminal can show them.")
    private boolean ascii;

    public List<String> draw(byte[] pixels, int rows, int columns) {
        return TextImage.draw(pixels, rows, columns, style(), Console.WIDTH);
    }

    public List<String> draw(Dataset dataset, int index) {
        byte[] pixels = new byte[dataset.pixels()];
        dataset.image(index, pixels);
        return draw(pixels, dataset.rows(), dataset.columns());
    }

    private TextImage.Style style() {
        return ascii || !outputCharset().newEncoder().canEncode('\u2588')
                ? TextImage.Style.ASCII
                : TextImage.Style.BLOCKS;
    }

    /** Java 19 and later say it; earlier ones do so for a terminal. */
    private static Charset outputCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
