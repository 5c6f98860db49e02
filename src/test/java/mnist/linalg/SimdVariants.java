package mnist.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vector kernels for a given width, whatever the machine's own: each width has its classes in its own loader. */
final class SimdVariants {
    private static final String PACKAGE = "mnist.linalg.simd.";
    private static final Map<Integer, KernelSet> BY_WIDTH = new ConcurrentHashMap<>();

    private SimdVariants() {}

    static KernelSet ofWidth(int bits) {
        return BY_WIDTH.computeIfAbsent(bits, SimdVariants::load);
    }

    private static KernelSet load(int bits) {
        String property = "mnist.simd.bits";
        System.setProperty(property, Integer.toString(bits));
        try {
            KernelSet kernels = new OwnClasses()
                    .loadClass(PACKAGE + "SimdKernels")
                    .asSubclass(KernelSet.class)
                    .getDeclaredConstructor()
                    .newInstance();
            if (kernels.bits() != bits) {
                throw new IllegalStateException("asked for " + bits + " bits, got " + kernels.bits());
            }
            return kernels;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            System.clearProperty(property);
        }
    }

    /** Loads the kernels itself and leaves everything else to its parent. */
    private static final class OwnClasses extends ClassLoader {
        OwnClasses() {
            super(SimdVariants.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
