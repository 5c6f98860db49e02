package mnist.linalg;

/** A backend is the sum of its parts; closing it closes the team. */
record TeamBackend(String name, String description, Gemm gemm, VectorMath math, WorkerTeam team) implements Backend {
    @Override
    public void close() {
        team.close();
    }
}
