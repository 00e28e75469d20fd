package io.attachrelay.sender.convert.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A picture whose quarters are red, green, blue and yellow, so that it is seen how it lies. */
final class Quarters {

    static final Color RED = new Color(0xd02020);
    static final Color GREEN = new Color(0x20a040);
    static final Color BLUE = new Color(0x2040c0);
    static final Color YELLOW = new Color(0xe0d020);

    private Quarters() {}

    static BufferedImage picture(int width, int height, int type) {
        var picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        fill(graphics, RED, 0, 0, width / 2, height / 2);
        fill(graphics, GREEN, width / 2, 0, width, height / 2);
        fill(graphics, BLUE, 0, height / 2, width / 2, height);
        fill(graphics, YELLOW, width / 2, height / 2, width, height);
        graphics.dispose();
        return picture;
    }

    private static void fill(Graphics2D graphics, Color color, int x, int y, int toX, int toY) {
        graphics.setColor(color);
        graphics.fillRect(x, y, toX - x, toY - y);
    }

    static byte[] bytes(BufferedImage picture, String format) {
        try (var out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalArgumentException("no writer of " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The colours in the middles of the quarters: above left, right, below left, right. */
    static List<Color> colours(BufferedImage picture) {
        int left = picture.getWidth() / 4;
        int right = picture.getWidth() * 3 / 4;
        int above = picture.getHeight() / 4;
        int below = picture.getHeight() * 3 / 4;
        return List.of(
                at(picture, left, above),
                at(picture, right, above),
                at(picture, left, below),
                at(picture, right, below));
    }

    static Color at(BufferedImage picture, int x, int y) {
        return new Color(picture.getRGB(x, y), true);
    }

    static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether two colours look alike: as close as JPEG leaves them. */
    static boolean alike(Color one, Color other, int most) {
        return Math.abs(one.getRed() - other.getRed()) <= most
                && Math.abs(one.getGreen() - other.getGreen()) <= most
                && Math.abs(one.getBlue() - other.getBlue()) <= most;
    }
}
