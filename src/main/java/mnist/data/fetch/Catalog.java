package mnist.data.fetch;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.data.ClassNames;
import mnist.data.Dataset;

/**
 * The data sets that can be fetched by name. All have images of 28 x 28 pixels. Most are in MNIST's format, four gz files and
 * ten classes; EMNIST is an archive with six data sets.
 */
public final class Catalog {
    /** The set that is meant when none is named. */
    public static final String MNIST = "mnist";

    /**
     * A published data set.
     *
     * @param name what users type, lower case
     * @param title for people
     * @param licence under which its authors give it away
     * @param classes the names of its classes, by number; empty where its files say them
     * @param mirrors folders on the web that hold the files, ending in a slash, tried in this order
     */
    public record Entry(
            String name,
            String title,
            String licence,
            List<String> classes,
            List<URI> mirrors,
            List<RemoteFile> files) {
        public Entry {
            classes = List.copyOf(classes);
            mirrors = List.copyOf(mirrors);
            files = List.copyOf(files);
        }

        /** What the labels 0, 1, ... mean. */
        public Map<String, String> names() {
            return IntStream.range(0, classes.size()).boxed().collect(Collectors.toMap(String::valueOf, classes::get));
        }

        /** Size of all files together. */
        public long bytes() {
            return files.stream().mapToLong(RemoteFile::bytes).sum();
        }
    }

    /**
     * A file that can be fetched.
     *
     * @param bytes its exact size
     * @param sha256 of the file as it is stored, compressed; 64 lower case hexadecimal digits
     */
    public record RemoteFile(String name, long bytes, String sha256) {}

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

    // Sizes and hashes: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/mnist.txt,
    // fashion_mnist.txt and kmnist.txt. Those of MNIST were also computed from the files themselves.
    private static final Entry DIGITS = new Entry(
            MNIST,
            "MNIST",
            "CC BY-SA 3.0",
            ClassNames.numbered(10).names(),
            List.of(
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
            List.of(
                    file(TRAIN_IMAGES, 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                    file(TRAIN_LABELS, 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                    file(TEST_IMAGES, 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                    file(TEST_LABELS, 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")));

    private static final Entry FASHION = new Entry(
            "fashion-mnist",
            "Fashion-MNIST",
            "MIT",
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            List.of(
                    // The authors' own repository; their bucket answers to plain http only.
                    URI.create("https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"),
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            List.of(
                    file(TRAIN_IMAGES, 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                    file(TRAIN_LABELS, 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                    file(TEST_IMAGES, 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                    file(TEST_LABELS, 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")));

    private static final Entry KUZUSHIJI = new Entry(
            "kmnist",
            "Kuzushiji-MNIST",
            "CC BY-SA 4.0",
            List.of("お o", "き ki", "す su", "つ tsu", "な na", "は ha", "ま ma", "や ya", "れ re", "を wo"),
            List.of(URI.create("https://codh.rois.ac.jp/kmnist/dataset/kmnist/")),
            List.of(
                    file(TRAIN_IMAGES, 18_165_135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                    file(TRAIN_LABELS, 29_497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                    file(TEST_IMAGES, 3_041_136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                    file(TEST_LABELS, 5_120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")));

    // https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/emnist.txt.
    private static final Entry EMNIST = new Entry(
            "emnist",
            "EMNIST",
            "a work of the US Government",
            List.of(),
            List.of(
                    URI.create("https://biometrics.nist.gov/cs_links/EMNIST/"),
                    URI.create("https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/")),
            List.of(file("gzip.zip", 561_753_746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")));

    private static final List<Entry> ENTRIES = List.of(DIGITS, FASHION, KUZUSHIJI, EMNIST);

    /** Published content by its {@link Dataset#fingerprint()}, computed from the files of the first mirror. */
    private static final Map<String, String> CONTENTS = Map.of(
            "c5097fdd51cfdbe7695fd9df3612695696864b5c424f58d843ffdc5d335e9914", "MNIST train",
            "18489308deedfe2f7bd3a11e599a597126f161d991b1ffcffb71642aa76f7f62", "MNIST test");

    private Catalog() {}

    private static RemoteFile file(String name, long bytes, String sha256) {
        return new RemoteFile(name, bytes, sha256);
    }

    /** All of them, the best known first. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** The one of this name, in upper or lower case. */
    public static Optional<Entry> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return ENTRIES.stream().filter(entry -> entry.name().equals(wanted)).findFirst();
    }

    /**
     * The name that differs from this in hyphens, blanks and the order of words alone: fashion-mnist for FashionMNIST; or
     * that whose title begins so: kmnist for Kuzushiji.
     */
    public static Optional<String> like(String path) {
        // Elsewhere names have an owner or a library before them, as owner/mnist or tfds:mnist.
        String name = path.replaceFirst("^.*[/:]", "");
        return ENTRIES.stream()
                .filter(known -> words(known.name()).equals(words(name))
                        || letters(known.name()).equals(letters(name))
                        || (name.length() > MNIST.length()
                                && letters(known.title()).startsWith(letters(name))))
                .map(Entry::name)
                .findFirst();
    }

    private static Set<String> words(String name) {
        return new HashSet<>(List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The published images and labels with this fingerprint, for example "MNIST train"; empty if it is not known. */
    public static Optional<String> contentOf(String fingerprint) {
        return Optional.ofNullable(CONTENTS.get(fingerprint));
    }

    /** The names one may ask for, for messages. */
    public static String names() {
        return ENTRIES.stream().map(Entry::name).collect(Collectors.joining(", "));
    }
}
