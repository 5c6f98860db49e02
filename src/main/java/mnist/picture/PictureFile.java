package mnist.picture;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import mnist.data.DataException;
import mnist.data.source.NaturalOrder;
import mnist.file.FileKind;
import mnist.file.RegularFile;

/** Reads pictures of any format that Java knows (PNG, JPEG, GIF, BMP, TIFF) as shades of grey. */
public final class PictureFile {
    private static final String FORMATS =
            "a picture (PNG, JPEG, BMP, GIF or TIFF), or a file of images (IDX, CSV or .npy)";
    private static final String CONVERT = "convert it to PNG";

    /** More than any camera takes. */
    private static final int MOST_MEGAPIXELS = 128;

    /** The longest that JPEG knows. */
    private static final int LONGEST_SIDE = 65_535;

    private static final int MEGA = 1_000_000;

    /** Of larger pictures only every second, third ... pixel of every such row is decoded. */
    private static final long MOST_DECODED = 16 * MEGA;

    /** What a pixel takes beside what the decoder gives: its colour and its grey. */
    private static final int BYTES_PER_PIXEL = 5;

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff");

    /** Of pictures that cannot be read, unless they are of another kind than their names say. */
    private static final Set<String> OTHER_ENDINGS = Set.of("webp", "heic", "heif", "avif", "jp2", "ico", "svg", "psd");

    /** In folders below one that holds no pictures, they are looked for as deep as this. */
    private static final int DEEPEST = 3;

    private PictureFile() {}

    /**
     * Reads a file that holds one picture.
     *
     * @throws DataException if the file is missing, damaged, no picture, animated, has more than 128 million pixels, or
     *     takes more memory than there is
     */
    public static Picture read(Path path) {
        if (Files.isDirectory(path)) {
            throw DataException.about(path, "is a directory", FORMATS, "a directory", "name a file in it");
        }
        try (InputStream in = RegularFile.open(path)) {
            return read(in, path.toString());
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
    }

    /**
     * Reads one picture from a stream, which stays open.
     *
     * @param source where it comes from, for messages
     * @throws DataException as {@link #read(Path)}
     */
    public static Picture read(InputStream stream, String source) {
        ImageIO.setUseCache(false);
        BufferedInputStream buffered = new BufferedInputStream(stream);
        try {
            byte[] start = start(buffered, source);
            try (ImageInputStream in = ImageIO.createImageInputStream(PngChunks.only(buffered))) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) {
                    throw DataException.about(
                            source,
                            "cannot be read",
                            FORMATS,
                            FileKind.of(start),
                            FileKind.replacing(start).orElse(cure(start)));
                }
                return read(readers.next(), in, source);
            }
        } catch (IIOException | EOFException | RuntimeException e) {
            throw e instanceof DataException known ? known : damaged(source, e);
        } catch (IOException e) {
            throw new DataException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String cure(byte[] start) {
        return FileKind.of(start).equals(FileKind.MODEL) ? "one model is named, and pictures behind it" : CONVERT;
    }

    /** Decoders complain of damage in whatever way their code comes upon it. */
    private static DataException damaged(String source, Exception e) {
        String reason = e instanceof EOFException ? "it is cut off" : String.valueOf(e.getMessage());
        return new DataException(source + ": damaged picture, or of a rare kind"
                + (reason.equals("null")
                        ? ""
                        : " (" + reason.replaceAll("\\s+", " ").strip() + ")")
                + "; convert it to PNG again");
    }

    /** For the complaint that there is no decoder. Leaves the stream where it was. */
    private static byte[] start(BufferedInputStream in, String source) throws IOException {
        in.mark(FileKind.START_BYTES);
        byte[] start = in.readNBytes(FileKind.START_BYTES);
        in.reset();
        if (start.length == 0) {
            throw DataException.about(source, "is empty", FORMATS, "0 bytes", "save the picture again");
        }
        return start;
    }

    private static Picture read(ImageReader reader, ImageInputStream in, String source) throws IOException {
        try {
            int orientation = Orientation.of(in);
            requireOne(reader, in, source);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireSize(width, height, source);
            long pixels = (long) width * height;
            int every = (int) Math.ceil(Math.sqrt((double) pixels / MOST_DECODED));
            int decoded = reader.getImageTypes(0).next().getColorModel().getPixelSize() / Byte.SIZE;
            requireMemory(pixels / every / every * (decoded + BYTES_PER_PIXEL), source);
            return Orientation.upright(decode(reader, every), orientation);
        } finally {
            reader.dispose();
        }
    }

    private static void requireSize(int width, int height, String source) {
        String most = null;
        if ((long) width * height > (long) MOST_MEGAPIXELS * MEGA) {
            most = MOST_MEGAPIXELS + " million pixels at most";
        } else if (Math.max(width, height) > LONGEST_SIDE) {
            most = "sides of " + LONGEST_SIDE + " pixels at most";
        }
        if (most != null) {
            throw DataException.about(source, "too large", most, width + " x " + height, "make it smaller");
        }
    }

    private static void requireMemory(long bytes, String source) {
        Runtime java = Runtime.getRuntime();
        long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
        if (bytes > free) {
            throw tooLargeForMemory(source, free / MEGA, bytes / MEGA + " MB");
        }
    }

    /**
     * A picture takes more memory than there is.
     *
     * @param free how much there is, in MB
     * @param needed how much it takes
     */
    public static DataException tooLargeForMemory(String source, long free, String needed) {
        return DataException.about(
                source,
                "too large for the memory",
                "a picture that takes at most " + free + " MB",
                needed,
                "make it smaller, or give Java more memory, for example MNIST_JAVA_OPTS=-Xmx1g");
    }

    /**
     * Gives the reader its file, if that holds one picture. A JPEG may carry a preview or a depth map beside its picture:
     * that makes it no album.
     */
    private static void requireOne(ImageReader reader, ImageInputStream in, String source) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        int tiffPages = format.equals("tif") ? TiffDirectories.pages(in) : 1;
        // Without its metadata: they may claim anything, and nobody asks for them.
        reader.setInput(in, false, true);
        int images = format.equals("gif") ? reader.getNumImages(true) : tiffPages;
        if (images > 1) {
            throw DataException.about(
                    source,
                    format.equals("gif") ? "is an animation" : "has several pages",
                    "a single picture",
                    images + (format.equals("gif") ? " frames" : " pages"),
                    "save one of them as PNG");
        }
    }

    /** @param every only every so many pixels, of every so many rows */
    private static Picture decode(ImageReader reader, int every) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(every, every, 0, 0);
        return GreyPicture.of(reader.read(0, param));
    }

    /** Writes a picture as PNG. */
    public static void writePng(Picture picture, OutputStream out) throws IOException {
        ImageIO.setUseCache(false);
        BufferedImage image = new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, picture.columns(), picture.rows(), picture.pixels());
        ImageIO.write(image, "png", out);
    }

    /**
     * The files in a folder whose names end like a picture's, also like that of a kind that cannot be read, but not those
     * in folders below; 2.png comes before 10.png.
     *
     * @throws DataException if there are none or the folder cannot be read
     */
    public static List<Path> list(Path folder) {
        List<Path> pictures;
        try {
            pictures = new ArrayList<>(RegularFile.list(folder).stream()
                    .filter(PictureFile::isPicture)
                    .toList());
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        }
        if (pictures.isEmpty()) {
            throw noPictures(folder);
        }
        pictures.sort(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder.OF_NAMES));
        return pictures;
    }

    private static DataException noPictures(Path folder) {
        String expected = "files that end in .png, .jpg, .bmp, .gif or .tif";
        return below(folder)
                .map(found -> DataException.about(
                        folder,
                        "holds no pictures itself",
                        expected,
                        "some in folders below, such as " + folder.relativize(found),
                        "name the folders that hold them, such as " + found.getParent()))
                .orElseGet(() -> DataException.about(
                        folder,
                        "holds no pictures",
                        expected,
                        "none",
                        "name another folder; images of a data set are chosen with --data FOLDER --index N"));
    }

    /** A picture in a folder below, if there is one. */
    private static Optional<Path> below(Path folder) {
        try (Stream<Path> found = Files.walk(folder, DEEPEST)) {
            return found.filter(PictureFile::isPicture).min(Comparator.naturalOrder());
        } catch (IOException | UncheckedIOException e) {
            // It may not be looked into: then nothing is said about it.
            return Optional.empty();
        }
    }

    private static boolean isPicture(Path file) {
        return isNamedLikeOne(file.getFileName().toString()) && !Files.isDirectory(file);
    }

    /** Whether a file of this name is a picture, perhaps of a kind that cannot be read; hidden files are none. */
    public static boolean isNamedLikeOne(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return (ENDINGS.contains(ending) || OTHER_ENDINGS.contains(ending)) && !name.startsWith(".");
    }
}
