package mnist.cli.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import mnist.cli.options.IndexOption;
import mnist.data.DataException;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxReader;
import mnist.data.idx.IdxType;
import mnist.file.FileKind;
import mnist.store.DataUse;

/**
 * Images of an IDX stream, raw or gz, from start to end. It may be a pipe, and it is somebody's own: a complaint does not
 * advise to delete it and to fetch it again.
 *
 * @param source where it comes from, for messages
 */
record IdxImages(InputStream in, String source, DataUse trainedOn) {
    private static final int RANK = 3;

    /** In so many bytes of a gz file stands the start of its content. */
    private static final int GZ_START_BYTES = 1 << 13;

    private static final String AGAIN = "make or copy the file again";

    /** An image by its place. */
    record Numbered(long index, byte[] pixels) {}

    /** Whether the stream begins like IDX, raw or gz; it is left where it was. */
    static boolean startsIn(BufferedInputStream in) throws IOException {
        in.mark(GZ_START_BYTES);
        byte[] start = in.readNBytes(GZ_START_BYTES);
        in.reset();
        if (!FileKind.isGzip(start)) {
            return FileKind.isIdx(start);
        }
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(start))) {
            return FileKind.isIdx(content.readNBytes(4));
        } catch (EOFException | ZipException e) {
            return false;
        }
    }

    /**
     * The images asked for, or all.
     *
     * @throws DataException if these are no images of the model's size, or the stream is damaged
     * @throws mnist.InvalidSetting if there is no such image
     */
    List<Numbered> read(IndexOption index) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        byte[] start = buffered.readNBytes(2);
        buffered.reset();
        try {
            InputStream content = FileKind.isGzip(start) ? new GZIPInputStream(buffered) : buffered;
            return images(new DataInputStream(new BufferedInputStream(content)), index);
        } catch (EOFException e) {
            throw DataException.about(source, "is cut off", AGAIN);
        } catch (ZipException e) {
            throw DataException.about(source, "damaged gz file (" + e.getMessage() + ")", AGAIN);
        }
    }

    private List<Numbered> images(DataInputStream content, IndexOption index) throws IOException {
        IdxHeader header = IdxReader.readHeader(source, content);
        if (header.rank() != RANK || header.type() != IdxType.UNSIGNED_BYTE) {
            throw DataException.about(
                    source,
                    "holds no images",
                    "images x rows x columns of unsigned bytes",
                    header,
                    "name a file of images");
        }
        if (header.size(1) != trainedOn.rows() || header.size(2) != trainedOn.columns()) {
            throw new DataException(String.format(
                    "%s: expected images of %s x %s pixels, found %s x %s; use images like those that the model was"
                            + " trained on",
                    source, trainedOn.columns(), trainedOn.rows(), header.size(2), header.size(1)));
        }
        return index.isGiven() ? chosen(content, index.among(source, header.size(0), 0)) : all(content, header);
    }

    private List<Numbered> all(DataInputStream content, IdxHeader header) throws IOException {
        List<Numbered> images = new ArrayList<>();
        for (long i = 0; i < header.size(0); i++) {
            images.add(new Numbered(i, image(content, i)));
        }
        if (content.read() >= 0) {
            throw DataException.about(
                    source, "file too long", header.contentBytes() + " bytes for " + header, "more", AGAIN);
        }
        return images;
    }

    /** The stream goes only forwards: images come in its order, and are then put into the one asked for. */
    private List<Numbered> chosen(DataInputStream content, List<Long> wanted) throws IOException {
        Map<Long, byte[]> found = new HashMap<>();
        long next = 0;
        for (long i : new TreeSet<>(wanted)) {
            for (; next < i; next++) {
                image(content, next);
            }
            found.put(i, image(content, next++));
        }
        return wanted.stream().map(i -> new Numbered(i, found.get(i))).toList();
    }

    private byte[] image(DataInputStream content, long number) throws IOException {
        byte[] pixels = new byte[trainedOn.rows() * trainedOn.columns()];
        try {
            content.readFully(pixels);
        } catch (EOFException e) {
            throw DataException.about(source, "is cut off, in image " + number, AGAIN);
        }
        return pixels;
    }
}
