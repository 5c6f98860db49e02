package mnist.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import mnist.faults.Faults.Call;

/** An open file, or a folder opened to be forced. */
final class FaultyChannel extends FileChannel {
    private final Faults faults;
    private final Path file;
    private final FileChannel real;

    FaultyChannel(Faults faults, Path file, FileChannel real) {
        this.faults = faults;
        this.file = file;
        this.real = real;
        faults.keep(real);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return faults.call(Call.READ, file, () -> real.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return faults.call(Call.READ, file, () -> real.read(targets, offset, length));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return faults.call(Call.READ, file, () -> real.read(target, position));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return faults.write(file, source, real::write);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return faults.write(file, source, part -> real.write(part, position));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return faults.call(Call.LOOK, file, real::size);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return faults.call(Call.TRUNCATE, file, () -> {
            real.truncate(size);
            return this;
        });
    }

    @Override
    public void force(boolean metadata) throws IOException {
        faults.call(Call.FORCE, file, () -> {
            // Not really: the test takes care of power cuts, and the disk would need long.
            faults.disk().forced(file);
            return null;
        });
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return faults.call(Call.LOCK, file, () -> real.lock(position, size, shared));
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return faults.call(Call.LOCK, file, () -> real.tryLock(position, size, shared));
    }

    @Override
    protected void implCloseChannel() throws IOException {
        faults.closing(file, real);
    }
}
