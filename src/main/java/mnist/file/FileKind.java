package mnist.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a file that is not what was expected seems to be, from its first bytes. */
public final class FileKind {
    /** So many bytes from the start of a file tell its kind. */
    public static final int START_BYTES = 512;

    private static final String ARRAY = "\u0093NUMPY";

    private static final String POINTER = "a Git LFS pointer (the file itself was not downloaded)";
    private static final String PAGE = "HTML page";
    private static final String GZIP = "a gzip file";
    private static final String RAR = "a RAR archive";
    private static final String SEVEN_ZIP = "a 7-Zip archive";
    private static final String ZSTANDARD = "a Zstandard file";
    private static final String SWAPPED = "an IDX file whose numbers have their lowest byte first";

    /** What {@link #of} calls a model of this program or another one. */
    public static final String MODEL = "a safetensors file";

    /** What files begin with, and what they then are. */
    private static final String[][] SIGNATURES = {
        {"\u001f\u008b", GZIP},
        {"PK\u0003\u0004", "a zip archive (a PyTorch .pt or NumPy .npz file is one)"},
        {"\u0080\u0002", "a Python pickle (an old PyTorch .pt file is one)"},
        {"\u0080\u0003", "a Python pickle"},
        {"\u0080\u0004", "a Python pickle"},
        {"\u0080\u0005", "a Python pickle"},
        {"\u0089HDF", "an HDF5 file (a Keras .h5 file is one)"},
        {ARRAY, "a NumPy .npy file"},
        {"\u0089PNG", "a PNG picture"},
        {"\u00ff\u00d8\u00ff", "a JPEG picture"},
        {"GIF8", "a GIF picture"},
        {"BM", "a BMP picture"},
        {"II*\0", "a TIFF picture"},
        {"MM\0*", "a TIFF picture"},
        {"II+\0", "a BigTIFF picture"},
        {"MM\0+", "a BigTIFF picture"},
        {"8BPS", "a PSD picture"},
        {"\0\0\u0001\0", "an ICO picture"},
        {"\0\0\0\fjP  ", "a JPEG 2000 picture"},
        {"\u00ffO\u00ffQ", "a JPEG 2000 picture"},
        {"\0\0\0\fJXL ", "a JPEG XL picture"},
        {"\u00ff\n", "a JPEG XL picture"},
        {"GGUF", "a GGUF model"},
        {"version https://git-lfs", POINTER},
        {"\0\0\b\u0001", "an IDX file of labels"},
        {"\0\0\b\u0003", "an IDX file of images"},
        {"%PDF", "a PDF document"},
        {"PAR1", "a Parquet file"},
        {"MATLAB 5.0", "a MATLAB file"},
        {"Rar!", RAR},
        {"7z\u00bc\u00af'\u001c", SEVEN_ZIP},
        {"(\u00b5/\u00fd", ZSTANDARD},
        {"\1\b\0\0", SWAPPED},
        {"\3\b\0\0", SWAPPED},
    };

    /** What to do about a file that stands in for the one that is meant, or is packed as this program does not unpack it. */
    private static final Map<String, String> CURES = Map.of(
            POINTER,
            "'git lfs pull' in its repository brings the file itself",
            GZIP,
            "unpack it first, with gunzip",
            ZSTANDARD,
            "unpack it first, with unzstd",
            RAR,
            "unpack it first, with unrar, and name what was in it",
            SEVEN_ZIP,
            "unpack it first, with 7z x, and name what was in it",
            SWAPPED,
            "write its header with the highest byte first, in Python struct.pack(\">4I\", 2051, images, rows, columns)");

    private static final String XZ = "\u00fd7zXZ\0";

    /** Where a RIFF or ISO media file says what it holds. */
    private static final int BRAND = 8;

    private static final int BRAND_BYTES = 4;

    /** Brands of ISO media files that hold pictures; the others hold films or sound. */
    private static final String[][] PICTURE_BRANDS = {
        {"avif avis", "an AVIF picture"},
        {"heic heix heim heis hevc hevx hevm hevs mif1 msf1", "a HEIC picture"},
        {"crx ", "a CR3 picture"},
    };

    /** What {@link #of} calls JSON. */
    public static final String JSON = "a JSON file";

    /** What {@link #of} calls a spreadsheet, which is a zip archive, too. */
    public static final String WORKBOOK = "an Excel workbook or another Office document";

    private static final String TEXT = "a text file";
    private static final String FILM = "a film (MP4 or QuickTime)";

    /** The third byte of IDX files. */
    private static final String IDX_TYPES = "\b\t\u000b\f\r\u000e";

    private FileKind() {}

    /** @param start the file's first bytes, {@value #START_BYTES} if it has so many */
    public static String of(byte[] start) {
        if (start.length == 0) {
            return "an empty file";
        }
        String text = text(start);
        if (isZip(start) && text.contains("[Content_Types].xml")) {
            return WORKBOOK;
        }
        for (String[] signature : SIGNATURES) {
            if (text.startsWith(signature[0])) {
                return signature[1];
            }
        }
        if (isModel(start)) {
            return MODEL;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", BRAND)) {
            return "a WebP picture";
        }
        if (text.startsWith("ftyp", BRAND / 2)) {
            return ofMedia(text);
        }
        if (text.startsWith("moov", BRAND / 2) || text.startsWith("mdat", BRAND / 2)) {
            return FILM;
        }
        String visible = visible(text);
        if (visible.startsWith("<svg")) {
            return "an SVG drawing";
        }
        if (visible.startsWith("<!doctype html") || visible.startsWith("<html")) {
            return "an " + PAGE;
        }
        if (visible.startsWith("<")) {
            return "an XML or " + PAGE;
        }
        if (visible.startsWith("{") || visible.startsWith("[")) {
            return JSON;
        }
        if (text.chars().allMatch(FileKind::isOfText)) {
            return TEXT;
        }
        return text.chars().allMatch(c -> c == 0) ? "nothing but zero bytes" : "a file of an unknown kind";
    }

    /** By all brands, the major and the compatible ones: a HEIC's major one may be that of any picture. */
    private static String ofMedia(String text) {
        int end = Math.min(text.length(), (text.charAt(2) << Byte.SIZE) | text.charAt(3));
        for (String[] kind : PICTURE_BRANDS) {
            for (int at = BRAND; at + BRAND_BYTES <= end; at += BRAND_BYTES) {
                if (kind[0].contains(text.substring(at, at + BRAND_BYTES))) {
                    return kind[1];
                }
            }
        }
        return FILM;
    }

    /** What to do about a file that only stands in for the one that is meant, or has to be unpacked; empty for any other. */
    public static Optional<String> replacing(byte[] start) {
        String kind = of(start);
        return kind.endsWith(PAGE)
                ? Optional.of("a server sent this page in place of the file: download the file itself")
                : Optional.ofNullable(CURES.get(kind));
    }

    /** Behind the length of its header, which has eight bytes, safetensors has JSON. */
    private static boolean isModel(byte[] start) {
        return start.length > BRAND + 1
                && start[BRAND] == '{'
                && start[BRAND + 1] == '"'
                && start[BRAND - 1] == 0
                && start[BRAND - 2] == 0;
    }

    /** Whether content that starts so is IDX: other kinds begin with two zero bytes too. */
    public static boolean isIdx(byte[] start) {
        return start.length >= 4 && start[0] == 0 && start[1] == 0 && IDX_TYPES.indexOf(start[2]) >= 0;
    }

    /** Whether content that starts so is plain text in English letters. */
    public static boolean isText(byte[] start) {
        return start.length > 0 && of(start).equals(TEXT);
    }

    /** Whether content that starts so is gz. */
    public static boolean isGzip(byte[] start) {
        return text(start).startsWith(SIGNATURES[0][0]);
    }

    /** Whether content that starts so is xz. */
    public static boolean isXz(byte[] start) {
        return text(start).startsWith(XZ);
    }

    /** Whether content that starts so is an array of NumPy. */
    public static boolean isArray(byte[] start) {
        return text(start).startsWith(ARRAY);
    }

    /** Whether content that starts so is a zip archive, possibly an empty one. */
    public static boolean isZip(byte[] start) {
        return text(start).startsWith("PK\u0003\u0004") || text(start).startsWith("PK\u0005\u0006");
    }

    /** Whether content that starts so is a page for browsers, which is what a server sends instead of a file. */
    public static boolean isPage(byte[] start) {
        return visible(text(start)).startsWith("<");
    }

    private static String text(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    /** Without what editors put before the text, in lower case. */
    private static String visible(String text) {
        return text.replace("\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isOfText(int c) {
        return (c >= ' ' && c < 128) || c == '\n' || c == '\r' || c == '\t';
    }
}
