package mnist.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import mnist.faults.Faults.Call;

/** Passes every call on to the machine's file system, through {@link Faults}. */
final class FaultyProvider extends FileSystemProvider {
    private static final FileSystemProvider REAL = FileSystems.getDefault().provider();

    private final FaultyFileSystem system;
    private final Faults faults;

    FaultyProvider(FaultyFileSystem system) {
        this.system = system;
        faults = system.faults();
    }

    private static Path real(Path path) {
        return FaultPath.real(path);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return system.path(Path.of(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writing = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        Call call = writing ? Call.OPEN_TO_WRITE : Call.OPEN_TO_READ;
        Path file = real(path);
        return faults.call(call, file, () -> {
            FileChannel channel = REAL.newFileChannel(file, options, attributes);
            if (writing) {
                faults.disk().opened(file);
            }
            return new FaultyChannel(faults, file, channel);
        });
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> real = faults.call(
                Call.LIST,
                real(folder),
                () -> REAL.newDirectoryStream(real(folder), entry -> filter.accept(system.path(entry))));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                try {
                    Iterator<Path> entries = faults.call(Call.LIST, real(folder), real::iterator);
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Path next() {
                            return system.path(entries.next());
                        }
                    };
                } catch (IOException e) {
                    throw new DirectoryIteratorException(e);
                }
            }

            @Override
            public void close() throws IOException {
                faults.closing(real(folder), real);
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        faults.call(Call.CREATE, real(folder), () -> {
            REAL.createDirectory(real(folder), attributes);
            faults.disk().createdFolder(real(folder));
            return null;
        });
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        REAL.createSymbolicLink(real(link), real(target), attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return system.path(faults.call(Call.LOOK, real(link), () -> REAL.readSymbolicLink(real(link))));
    }

    @Override
    public void delete(Path path) throws IOException {
        faults.call(Call.DELETE, real(path), () -> {
            REAL.delete(real(path));
            faults.disk().deleted(real(path));
            return null;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("nothing is copied");
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        faults.call(Call.MOVE, real(target), () -> {
            REAL.move(real(source), real(target), options);
            faults.disk().moved(real(source), real(target));
            return null;
        });
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return faults.call(Call.LOOK, real(path), () -> REAL.isSameFile(real(path), real(other)));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return faults.call(Call.LOOK, real(path), () -> Files.isHidden(real(path)));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return REAL.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        faults.call(Call.LOOK, real(path), () -> {
            REAL.checkAccess(real(path), modes);
            return null;
        });
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return REAL.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return faults.call(Call.LOOK, real(path), () -> REAL.readAttributes(real(path), type, options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return faults.call(Call.LOOK, real(path), () -> REAL.readAttributes(real(path), names, options));
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        REAL.setAttribute(real(path), name, value, options);
    }
}
