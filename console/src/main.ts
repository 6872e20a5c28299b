import 'tdesign-vue-next/es/style/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { createApp } from 'vue';
import App from './app.vue';
import { labelFields } from './labelled-fields';
import { router } from './router';

createApp(App).use(router).mount('#app');
labelFields(document.body);
