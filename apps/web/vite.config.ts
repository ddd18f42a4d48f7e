/** Builds the dashboard; in development it serves it and passes the API and the live channel on to a running BFF. */
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const bff = process.env['SLUICE_BFF_URL'] ?? 'http://127.0.0.1:4600'
const proxied = { target: bff, changeOrigin: true, headers: { origin: bff } }

export default defineConfig({
  plugins: [react(), tailwindcss(), listOfflineFiles()],
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 700, assetsInlineLimit: 0 },
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
