package mnist.linalg;

import java.util.Optional;

/** Chooses a {@link Backend}. The only place that knows the vector kernels, and by name only. */
public final class Backends {
    public static final String AUTO = "auto";
    public static final String SIMD = "simd";
    public static final String EJML = "ejml";

    /** The flag that gives the fast kernel. */
    public static final String VECTOR_FLAG = "--add-modules jdk.incubator.vector";

    private static final String VECTOR_KERNELS = "mnist.linalg.simd.SimdKernels";

    private Backends() {}

    /**
     * Opens a backend.
     *
     * @param choice "auto", "simd" or "ejml"
     * @param threads threads that compute, the caller included; 0 for as many as there are processors
     * @throws BackendUnavailableException if simd was asked for and cannot run here
     * @throws IllegalArgumentException if the choice is unknown or threads negative
     */
    public static Backend open(String choice, int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must be 0 or more, not " + threads);
        }
        int team = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return switch (choice) {
            case EJML -> portable("ejml", team);
            case SIMD -> simd(team);
            case AUTO -> {
                String obstacle = obstacle();
                yield obstacle == null ? simd(team) : portable("ejml (not simd: " + obstacle + ")", team);
            }
            default -> throw new IllegalArgumentException("no backend \"" + choice + "\": expected auto, simd or ejml");
        };
    }

    /** Why simd cannot run here, in one line that names the remedy if there is one; null when it can. */
    public static String obstacle() {
        if (!VectorModule.available()) {
            return "the Vector API is not there; start the program as scripts/mnist or java -jar do, or give java "
                    + VECTOR_FLAG;
        }
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return "this JVM runs without its optimising compiler (" + mode + "); leave out -Xint, -client and "
                    + "-XX:TieredStopAtLevel";
        }
        Optional<String> flag = Processor.slowFlag();
        if (flag.isPresent()) {
            return "with " + flag.get() + " this JVM would run the vector kernels a hundred times slower; leave it out";
        }
        if (Processor.lacksFusedMultiplyAdd()) {
            return "this processor has no fused multiply-add, and the vector kernels are made of it";
        }
        try {
            return vectorKernels().obstacle();
        } catch (ReflectiveOperationException | LinkageError e) {
            return "the vector kernels do not load (" + (e.getCause() == null ? e : e.getCause()) + ")";
        }
    }

    private static Backend simd(int threads) {
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new BackendUnavailableException("simd cannot run here: " + obstacle);
        }
        try {
            KernelSet kernels = vectorKernels();
            WorkerTeam team = new SpinTeam(threads);
            String description = "simd, " + kernels.bits() + "-bit, " + threadCount(threads);
            return new TeamBackend(SIMD, description, kernels.gemm(team), kernels.math(), team, kernels);
        } catch (ReflectiveOperationException e) {
            throw new BackendUnavailableException("simd cannot run here: " + e);
        }
    }

    private static Backend portable(String description, int threads) {
        WorkerTeam team = new SpinTeam(threads);
        return new TeamBackend(
                EJML, description + ", " + threadCount(threads), new EjmlGemm(team), new ScalarMath(), team, null);
    }

    private static String threadCount(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private static KernelSet vectorKernels() throws ReflectiveOperationException {
        return Class.forName(VECTOR_KERNELS)
                .asSubclass(KernelSet.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
