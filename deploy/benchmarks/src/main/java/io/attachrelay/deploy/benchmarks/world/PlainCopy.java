package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Done;
import io.attachrelay.deploy.benchmarks.load.Work;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Copies one file after another by the plainest loop there is. */
final class PlainCopy implements Work.Worker {

    /** As AttachRelay's own buffer. */
    private static final int BUFFER_BYTES = 64 << 10;

    /** About what a stored event has. */
    private static final int RECORD_BYTES = 600;

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int hostPort;
    private final int bytes;
    private final Path folder;
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    PlainCopy(
            int hostPort, int bytes, Path folder, Producer<byte[], byte[]> producer, String topic) {
        this.hostPort = hostPort;
        this.bytes = bytes;
        this.folder = folder;
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public Done carry(int number) throws IOException, InterruptedException {
        String name = UUID.randomUUID().toString();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hostPort);
                FileChannel file =
                        FileChannel.open(
                                folder.resolve(name),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE)) {
            ask(socket, name);
            copy(socket.getInputStream(), file);
            file.force(true);
        }
        publish(name);
        return Done.AT_ONCE;
    }

    private void ask(Socket socket, String name) throws IOException {
        String request =
                "GET /media/%d/%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(bytes, name);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private void copy(InputStream in, FileChannel file) throws IOException {
        int filled = 0;
        int head = 0;
        while (head == 0) {
            filled += read(in, filled);
            head = headLength(filled);
        }
        file.write(ByteBuffer.wrap(buffer, head, filled - head));
        int left = bytes - (filled - head);
        while (left > 0) {
            int count = read(in, 0);
            file.write(ByteBuffer.wrap(buffer, 0, count));
            left -= count;
        }
    }

    private int read(InputStream in, int offset) throws IOException {
        int count = in.read(buffer, offset, buffer.length - offset);
        if (count <= 0) {
            throw new EOFException("the media host sent too little");
        }
        return count;
    }

    /** How many bytes the answer's head has; 0 if it is not there as a whole. */
    private int headLength(int filled) {
        int at = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return at < 0 ? 0 : at + HEAD_END.length;
    }

    private void publish(String name) throws IOException, InterruptedException {
        byte[] key = name.getBytes(StandardCharsets.US_ASCII);
        try {
            producer.send(new ProducerRecord<>(topic, key, new byte[RECORD_BYTES])).get();
        } catch (ExecutionException e) {
            throw new IOException("not published", e.getCause());
        }
    }

    @Override
    public void close() {}
}
