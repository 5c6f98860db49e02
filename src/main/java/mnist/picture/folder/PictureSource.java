package mnist.picture.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.data.idx.LabelledFiles;
import mnist.data.source.LabelledImages;
import mnist.data.source.LabelledSource;
import mnist.data.source.Labels;
import mnist.data.source.Reading;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.StoreException;

/** A data set of pictures. They are read once and kept as IDX files; these are read the next time. */
public final class PictureSource implements LabelledSource {
    /** Another run may be reading the same pictures. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Object place;
    private final Map<Split, List<LabelledPicture>> parts;
    private final String form;
    private final Path cache;
    private final PictureImages images;
    private boolean cached;

    PictureSource(
            Object place,
            Map<Split, List<LabelledPicture>> parts,
            String form,
            Reading reading,
            Path cache,
            Supplier<ProgressCallback> progress) {
        this.place = place;
        this.parts = parts;
        this.form = form;
        parts.values().forEach(pictures -> pictures.sort(LabelledPicture.ORDER));
        images = new PictureImages(parts, reading, progress);
        this.cache = cache.resolve(PictureHash.of(parts, reading));
    }

    @Override
    public Object place() {
        return place;
    }

    @Override
    public String form() {
        return form;
    }

    @Override
    public boolean has(Split split) {
        return parts.containsKey(split);
    }

    @Override
    public LabelledImages read(Split split) {
        makeCache();
        List<LabelledPicture> pictures = parts.get(split);
        Labels.Builder labels = new Labels.Builder(place, pictures.size());
        pictures.forEach(picture -> labels.add(picture.label()));
        return new LabelledImages(LabelledFiles.images(FilePlace.of(file(split)), null), labels.build());
    }

    private Path file(Split split) {
        return cache.resolve((split == Split.TRAIN ? "train" : "t10k") + "-images-idx3-ubyte");
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
        return parts.keySet().stream().allMatch(split -> PathKind.exists(file(split)));
    }

    private void write() throws IOException {
        images.decideSize();
        for (Map.Entry<Split, List<LabelledPicture>> part : parts.entrySet()) {
            List<LabelledPicture> pictures = part.getValue();
            IdxHeader header = IdxHeader.ofBytes(pictures.size(), images.rows(), images.columns());
            try (IdxWriter writer = new IdxWriter(file(part.getKey()), header)) {
                images.write(pictures, writer);
                writer.finish();
            }
        }
    }
}
