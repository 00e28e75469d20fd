// The middleware that a competent user writes in an afternoon: verify, download into memory, store,
// publish, answer 200. Connections are kept open, one producer serves all, acks are -1.
import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import express from "express";
import { Kafka, logLevel } from "kafkajs";
import { Agent, request } from "undici";

const env = process.env;
const media = new Agent({ connections: 256, pipelining: 1 });

// Whoever started this holds its input open and may be killed at any time.
process.stdin.on("end", () => process.exit(3)).resume();

const producer = new Kafka({
  brokers: [env.KAFKA],
  clientId: "peer",
  logLevel: logLevel.ERROR,
}).producer({ allowAutoTopicCreation: false });

/** Keeps the token until a minute before it expires; many callers share one request. */
function tokenSource() {
  let token = null;
  let renewAt = 0;
  async function fetchToken() {
    const basic = Buffer.from(`${env.CLIENT_ID}:${env.CLIENT_SECRET}`).toString("base64");
    const answer = await fetch(env.TOKEN_URL, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    if (!answer.ok) throw new Error(`token endpoint answered ${answer.status}`);
    const { access_token, expires_in } = await answer.json();
    renewAt = Date.now() + (expires_in - 60) * 1000;
    return access_token;
  }
  return () => {
    if (token === null || Date.now() >= renewAt) {
      renewAt = Infinity;
      token = fetchToken().catch((failure) => {
        token = null;
        throw failure;
      });
    }
    return token;
  };
}

/** Keeps files in a folder, forced to the disk before they count. */
async function diskStore(folder) {
  await mkdir(folder, { recursive: true });
  return async (key, bytes) => {
    const file = await open(path.join(folder, key), "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  };
}

/** Keeps files in a container of Azure Blob Storage. */
async function azureStore(connectionString) {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient("peer");
  await container.createIfNotExists();
  return async (key, bytes, type) => {
    await container.getBlockBlobClient(key).uploadData(bytes, {
      blobHTTPHeaders: { blobContentType: type },
    });
  };
}

function isSigned(req) {
  const given = Buffer.from(req.get("x-hub-signature-256") ?? "");
  const hmac = createHmac("sha256", env.WEBHOOK_SECRET).update(req.body).digest("base64");
  const due = Buffer.from(`sha256=${hmac}`);
  return given.length === due.length && timingSafeEqual(given, due);
}

async function download(url, token) {
  const { statusCode, body } = await request(url, {
    dispatcher: media,
    headers: { authorization: `Bearer ${token}` },
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`media host answered ${statusCode}`);
  }
  return Buffer.from(await body.arrayBuffer());
}

const token = tokenSource();
const keep = env.AZURE ? await azureStore(env.AZURE) : await diskStore(env.FOLDER);
await producer.connect();

const app = express();
app.disable("x-powered-by");
app.use(express.raw({ type: "application/json", limit: "1mb" }));

app.post("/webhooks/:tenant", async (req, res) => {
  if (!isSigned(req)) {
    res.status(401).json({ error: "bad signature" });
    return;
  }
  const { event_id, data } = JSON.parse(req.body);
  const bytes = await download(data.url, await token());
  await keep(data.id, bytes, data.media_type);
  const record = {
    eventId: event_id,
    conversationId: data.conversation_id,
    messageId: data.message_id,
    mediaId: data.id,
    type: data.media_type,
    sizeBytes: bytes.length,
  };
  await producer.send({
    topic: env.TOPIC,
    acks: -1,
    messages: [{ key: data.conversation_id, value: JSON.stringify(record) }],
  });
  res.json({ status: "stored", eventId: event_id });
});

app.use((failure, req, res, next) => {
  console.error(failure);
  res.status(503).json({ error: "try again" });
});

app.listen(Number(env.PORT), "127.0.0.1", () => console.log("listening"));
