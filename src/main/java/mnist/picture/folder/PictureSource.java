package mnist.picture.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxType;
import mnist.data.idx.IdxWriter;
import mnist.data.idx.LabelledFiles;
import mnist.data.source.LabelledImages;
import mnist.data.source.LabelledSource;
import mnist.data.source.NaturalOrder;
import mnist.data.source.Reading;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.StoreException;

/** A data set of pictures. They are read once and kept as IDX files; these are read the next time. */
final class PictureSource implements LabelledSource {
    /** Another run may be reading the same pictures. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Object place;
    private final Map<Split, List<LabelledPicture>> parts;
    private final List<String> classes;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Path cache;
    private final PictureImages images;
    private boolean cached;

    PictureSource(
            Object place,
            Map<Split, List<LabelledPicture>> parts,
            Reading reading,
            Path cache,
            Supplier<ProgressCallback> progress) {
        this.place = place;
        this.parts = parts;
        parts.values().forEach(pictures -> pictures.sort(LabelledPicture.ORDER));
        TreeSet<String> names = new TreeSet<>(NaturalOrder.OF_NAMES);
        parts.values().forEach(pictures -> pictures.forEach(picture -> names.add(picture.label())));
        if (names.size() > ClassNames.MOST) {
            throw DataException.about(
                    place,
                    "too many folders for classes",
                    ClassNames.MOST + " at most",
                    names.size(),
                    "name the folder whose folders are the classes");
        }
        classes = List.copyOf(names);
        for (int i = 0; i < classes.size(); i++) {
            numbers.put(classes.get(i), i);
        }
        images = new PictureImages(parts, reading, progress);
        this.cache = cache.resolve(PictureHash.of(parts, reading));
    }

    @Override
    public Object place() {
        return place;
    }

    @Override
    public String form() {
        return "pictures in folders";
    }

    @Override
    public boolean has(Split split) {
        return parts.containsKey(split);
    }

    @Override
    public Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        numbers.forEach((name, number) -> names.put(number.toString(), name));
        return names;
    }

    @Override
    public LabelledImages read(Split split) {
        makeCache();
        return new LabelledFiles(
                        FilePlace.of(cache.resolve(name(split, true))), FilePlace.of(cache.resolve(name(split, false))))
                .read(null);
    }

    private static String name(Split split, boolean images) {
        return (split == Split.TRAIN ? "train" : "t10k") + (images ? "-images-idx3-ubyte" : "-labels-idx1-ubyte");
    }

    /** Both parts at once: the size of the images depends on all pictures. */
    private synchronized void makeCache() {
        if (cached) {
            return;
        }
        FolderLock lock = FolderLock.await(cache, PATIENCE).orElseThrow(() -> DataException.inUse(cache));
        try {
            if (!isComplete()) {
                write();
            }
            cached = true;
        } catch (IOException e) {
            throw StoreException.writing(cache, e);
        } finally {
            lock.close();
        }
    }

    private boolean isComplete() {
        return parts.keySet().stream()
                .allMatch(split -> PathKind.exists(cache.resolve(name(split, true)))
                        && PathKind.exists(cache.resolve(name(split, false))));
    }

    private void write() throws IOException {
        images.decideSize();
        for (Map.Entry<Split, List<LabelledPicture>> part : parts.entrySet()) {
            List<LabelledPicture> pictures = part.getValue();
            IdxHeader header = IdxHeader.ofBytes(pictures.size(), images.rows(), images.columns());
            try (IdxWriter writer = new IdxWriter(cache.resolve(name(part.getKey(), true)), header)) {
                images.write(pictures, writer);
                writer.finish();
            }
            writeLabels(cache.resolve(name(part.getKey(), false)), pictures);
        }
    }

    private void writeLabels(Path file, List<LabelledPicture> pictures) throws IOException {
        ByteBuffer labels = ByteBuffer.allocate(pictures.size() * Integer.BYTES);
        pictures.forEach(picture -> labels.putInt(numbers.get(picture.label())));
        IdxWriter.write(file, new IdxHeader(IdxType.INT, List.of((long) pictures.size())), labels.array());
    }
}
