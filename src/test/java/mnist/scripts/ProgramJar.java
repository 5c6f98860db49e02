package mnist.scripts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A small program in a jar, to stand where the launcher expects the real one: says hello and exits by its arguments. */
final class ProgramJar {
    private ProgramJar() {}

    /** The program in the jar. */
    public static final class Program {
        /** With these the launcher finds out which classes belong into its archive; they succeed. */
        private static final Set<String> COMMANDS = Set.of("--help", "--version", "data", "train", "report", "explain");

        private Program() {}

        public static void main(String[] args) {
            System.out.println("hello " + String.join("|", args));
            System.exit(COMMANDS.contains(args[0]) ? 0 : args.length);
        }
    }

    static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        String entry = Program.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Program.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
            out.closeEntry();
        }
    }
}
