/** Builds the dashboard; in development it serves it and passes the API and the live channel on to a running BFF. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const bff = process.env['SLUICE_BFF_URL'] ?? 'http://127.0.0.1:4600'
const proxied = { target: bff, changeOrigin: true, headers: { origin: bff } }

export default defineConfig({
  plugins: [react(), tailwindcss(), listOfflineFiles(), compressAssets()],
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Small pieces that many screens share come as one file: thirty requests cost more than a few kilobytes too many.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 8, maxModuleSize: 8000 }] },
      },
    },
  },
  server: {
    proxy: {
      '/api': proxied,
      '/live': { ...proxied, ws: true },
      '/agents': { ...proxied, ws: true },
    },
  },
})

/** Which files the service worker keeps (public/offline.js): all that the dashboard may come to load. */
function listOfflineFiles(): Plugin {
  return {
    name: 'list-offline-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((file) => file.startsWith('assets/'))
      const source = JSON.stringify(files.map((file) => `/${file}`))
      this.emitFile({ type: 'asset', fileName: 'offline-files.json', source })
    },
  }
}

/** A compressed copy beside each asset, which the server sends to browsers that take it. */
function compressAssets(): Plugin {
  return {
    name: 'compress-assets',
    apply: 'build',
    writeBundle({ dir = 'dist' }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|svg)$/.test(name))) {
        const path = join(dir, file)
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
      }
    },
  }
}
