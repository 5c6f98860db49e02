package mnist.picture.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mnist.BackgroundTask;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.Split;
import mnist.data.idx.IdxWriter;
import mnist.data.source.Reading;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import mnist.picture.PreparationKind;

/** Makes images of one size of pictures. */
final class PictureImages {
    /** Pictures no larger than this, all of one size, are taken as they are. */
    private static final int LARGEST_RAW = 64;

    private static final int LOOKED_AT = 100;

    /** So many pictures are in memory at once. */
    private static final int CHUNK = 256;

    private final Map<Split, List<LabelledPicture>> parts;
    private final Reading reading;
    private final Supplier<ProgressCallback> progress;
    private PreparationKind kind;
    private int rows;
    private int columns;

    PictureImages(Map<Split, List<LabelledPicture>> parts, Reading reading, Supplier<ProgressCallback> progress) {
        this.parts = parts;
        this.reading = reading;
        this.progress = progress;
        kind = reading.prepare() == null ? null : named(reading.prepare());
    }

    private static PreparationKind named(String name) {
        try {
            return PreparationKind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("prepare", "'" + name + "': expected digit, plain, light, fit or raw");
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /**
     * Decides what the pictures are made into: what users said; else what they are, where some that are looked at are small
     * and of one size; else MNIST's size.
     *
     * @throws DataException if a picture cannot be read
     */
    void decideSize() {
        List<LabelledPicture> all =
                parts.values().stream().flatMap(List::stream).toList();
        int count = Math.min(LOOKED_AT, all.size());
        try (PictureBytes bytes = PictureBytes.of(all)) {
            List<Picture> some = IntStream.range(0, count)
                    .mapToObj(i -> picture(all.get((int) ((long) i * all.size() / count)), bytes))
                    .toList();
            Picture first = some.get(0);
            boolean one = some.stream()
                    .allMatch(picture -> picture.rows() == first.rows() && picture.columns() == first.columns());
            boolean small = Math.max(first.rows(), first.columns()) <= LARGEST_RAW;
            if (kind == null) {
                kind = one && small ? PreparationKind.RAW : PreparationKind.PLAIN;
            }
            boolean raw = kind == PreparationKind.RAW;
            Reading.ImageSize size = reading.pictureSize() == null ? reading.resize() : reading.pictureSize();
            rows = raw ? first.rows() : size == null ? PicturePreparation.SIDE : size.height();
            columns = raw ? first.columns() : size == null ? PicturePreparation.SIDE : size.width();
            InvalidSetting.require(
                    kind.makes(rows, columns),
                    "prepare",
                    "digit: makes images of 28 x 28, not of " + columns + " x " + rows + "; leave out one of the two");
        } catch (IOException e) {
            throw new DataException(all.get(0).place() + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes the images of these pictures, in their order. @throws DataException if one cannot be used */
    void write(List<LabelledPicture> pictures, IdxWriter writer) throws IOException {
        PicturePreparation preparation = kind.preparation(rows, columns, false);
        try (ProgressCallback told = progress.get();
                PictureBytes bytes = PictureBytes.of(pictures)) {
            for (int from = 0; from < pictures.size(); from += CHUNK) {
                List<LabelledPicture> chunk = pictures.subList(from, Math.min(pictures.size(), from + CHUNK));
                for (byte[] image : images(chunk, bytes, preparation)) {
                    writer.write(image, 0, image.length);
                }
                told.progress("pictures", from + chunk.size(), pictures.size());
            }
        }
    }

    /** Each core prepares a part of them. */
    private List<byte[]> images(List<LabelledPicture> pictures, PictureBytes bytes, PicturePreparation preparation) {
        int parts = Runtime.getRuntime().availableProcessors();
        List<BackgroundTask<List<byte[]>>> tasks = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            List<LabelledPicture> part =
                    pictures.subList(pictures.size() * i / parts, pictures.size() * (i + 1) / parts);
            tasks.add(BackgroundTask.start(
                    "pictures",
                    () -> part.stream()
                            .map(picture -> image(picture, bytes, preparation))
                            .toList()));
        }
        return tasks.stream().flatMap(task -> task.result().stream()).toList();
    }

    private byte[] image(LabelledPicture picture, PictureBytes bytes, PicturePreparation preparation) {
        Picture read = picture(picture, bytes);
        boolean raw = kind == PreparationKind.RAW;
        if (raw && (read.rows() != rows || read.columns() != columns)) {
            throw DataException.about(
                    picture.place(),
                    "other size than other pictures",
                    columns + " x " + rows,
                    read.columns() + " x " + read.rows(),
                    "leave it out, or give --prepare plain and --resize");
        }
        return preparation
                .prepare(read, picture.place().toString())
                .digits()
                .get(0)
                .pixels();
    }

    private static Picture picture(LabelledPicture picture, PictureBytes bytes) {
        try {
            byte[] content = bytes.of(picture);
            return PictureFile.read(
                    new ByteArrayInputStream(content), picture.place().toString());
        } catch (IOException e) {
            throw DataException.unreadable(picture.place(), e);
        }
    }
}
